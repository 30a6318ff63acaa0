metadata description = 'The vault and the keys that no person holds. Who administers persons makes theirs.'

import { cookieKey, encryptionKey } from 'names.bicep'

@description('Region of the vault.')
param location string

@description('Name of the vault, 3 to 24 characters.')
@minLength(3)
@maxLength(24)
param name string

@description('Tags of the vault.')
param tags object

@description('premium: keys in hardware.')
@allowed(['standard', 'premium'])
param sku string

@description('Disabled: only private endpoints reach the vault.')
@allowed(['Enabled', 'Disabled'])
param publicNetworkAccess string

@description('Names of the keys that sign the tenants\' audit logs.')
param logKeys string[]

@description('How long a signing key signs, as an ISO 8601 duration. What it signed stays valid for ever.')
param keyLifetime string

@description('How long before that the vault tells, as an ISO 8601 duration.')
param keyNotice string

@description('When keys that are not there yet begin to age. Leave it out: it is now.')
param now string = utcNow()

@description('True: the books\' account is encrypted with a key of this vault.')
param customerManagedKey bool

var kinds = sku == 'premium' ? { ec: 'EC-HSM', rsa: 'RSA-HSM' } : { ec: 'EC', rsa: 'RSA' }

resource vault 'Microsoft.KeyVault/vaults@2024-11-01' = {
  name: name
  location: location
  tags: tags
  properties: {
    tenantId: subscription().tenantId
    sku: { family: 'A', name: sku }
    enableRbacAuthorization: true
    enablePurgeProtection: true
    enableSoftDelete: true
    softDeleteRetentionInDays: 90
    publicNetworkAccess: publicNetworkAccess
    // The bypass lets the books' account fetch its customer-managed key; a role it needs all the same.
    networkAcls: { bypass: 'AzureServices', defaultAction: publicNetworkAccess == 'Enabled' ? 'Allow' : 'Deny' }
  }
}

// A key that is there already is left as it is: an upgrade makes no version and moves no expiry.
resource signing 'Microsoft.KeyVault/vaults/keys@2024-11-01' = [
  for key in logKeys: {
    parent: vault
    name: key
    tags: tags
    properties: {
      kty: kinds.ec
      curveName: 'P-256'
      keyOps: ['sign', 'verify']
      attributes: { enabled: true, exp: dateTimeToEpoch(dateTimeAdd(now, keyLifetime)) }
      // Notify, never rotate: a new version has to be enrolled and told to auditors before it signs.
      rotationPolicy: {
        attributes: { expiryTime: keyLifetime }
        lifetimeActions: [{ action: { type: 'notify' }, trigger: { timeBeforeExpiry: keyNotice } }]
      }
    }
  }
]

// Wraps the keys of cookies, which instances share through the store. P-256 cannot wrap.
resource cookies 'Microsoft.KeyVault/vaults/keys@2024-11-01' = {
  parent: vault
  name: cookieKey
  tags: tags
  properties: { kty: kinds.rsa, keySize: 3072, keyOps: ['wrapKey', 'unwrapKey'] }
}

resource encryption 'Microsoft.KeyVault/vaults/keys@2024-11-01' = if (customerManagedKey) {
  parent: vault
  name: encryptionKey
  tags: tags
  properties: { kty: kinds.rsa, keySize: 3072, keyOps: ['wrapKey', 'unwrapKey'] }
}

@description('Resource id, for private endpoints and events.')
output id string = vault.id

@description('What BOOKSEAL_KEYVAULT says.')
output uri string = vault.properties.vaultUri
