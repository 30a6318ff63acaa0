metadata description = 'The identity that fetches the customer-managed key for the books, and does nothing else.'

import { encryptionKey, roleIds } from 'names.bicep'

@description('Region of the identity.')
param location string

@description('Name of the identity.')
param name string

@description('Tags of the identity.')
param tags object

@description('Name of the vault that holds the key.')
param vaultName string

var definitions = 'Microsoft.Authorization/roleDefinitions'
var encryptionUser = subscriptionResourceId(definitions, roleIds.keyVaultCryptoServiceEncryptionUser)

resource vault 'Microsoft.KeyVault/vaults@2024-11-01' existing = { name: vaultName }
resource key 'Microsoft.KeyVault/vaults/keys@2024-11-01' existing = { parent: vault, name: encryptionKey }

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' = {
  name: name
  location: location
  tags: tags
}

resource usesKey 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: key
  name: guid(key.id, name, encryptionUser)
  properties: {
    principalId: identity.properties.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: encryptionUser
  }
}

@description('Resource id, for the account that is encrypted. Known only after its role is given.')
output identityId string = identity.id
