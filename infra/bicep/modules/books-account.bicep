metadata description = 'The books: a storage account that nothing else uses. Its containers and tables are made here.'

import { containers, encryptionKey, tables } from 'names.bicep'

@description('Region of the account.')
param location string

@description('Name of the account.')
param name string

@description('Tags of the account.')
param tags object

@description('Redundancy. An account of proofs should survive a data centre: ZRS or better.')
@allowed(['Standard_LRS', 'Standard_ZRS', 'Standard_GZRS', 'Standard_RAGZRS'])
param sku string

@description('Disabled: only private endpoints reach the account.')
@allowed(['Enabled', 'Disabled'])
param publicNetworkAccess string

@description('Days that deleted blobs and containers can be brought back.')
@minValue(7)
@maxValue(365)
param softDeleteDays int

@description('Days that no checkpoint can be changed or deleted, from its creation on. Ten years with their leap days.')
@minValue(1)
@maxValue(146000)
param checkpointDays int

@description('True once the policy of the checkpoints has been locked (docs/deploy.md): then it is left alone here.')
param checkpointsLocked bool

@description('Resource id of the identity that fetches the customer-managed key; empty: a key of the platform.')
param encryptionIdentityId string

@description('Vault address of the customer-managed key; empty: a key of the platform.')
param encryptionVaultUri string

var hasOwnKey = !empty(encryptionIdentityId)

resource account 'Microsoft.Storage/storageAccounts@2024-01-01' = {
  name: name
  location: location
  tags: tags
  kind: 'StorageV2'
  sku: { name: sku }
  identity: hasOwnKey
    ? { type: 'UserAssigned', userAssignedIdentities: { '${encryptionIdentityId}': {} } }
    : { type: 'None' }
  properties: {
    accessTier: 'Hot'
    allowBlobPublicAccess: false
    allowCrossTenantReplication: false
    allowSharedKeyAccess: false
    defaultToOAuthAuthentication: true
    encryption: hasOwnKey
      ? {
          keySource: 'Microsoft.Keyvault'
          identity: { userAssignedIdentity: encryptionIdentityId }
          // No version: a new one is taken up by itself.
          keyvaultproperties: { keyvaulturi: encryptionVaultUri, keyname: encryptionKey }
        }
      : { keySource: 'Microsoft.Storage', services: { blob: { enabled: true } } }
    isHnsEnabled: false
    minimumTlsVersion: 'TLS1_2'
    networkAcls: { bypass: 'None', defaultAction: publicNetworkAccess == 'Enabled' ? 'Allow' : 'Deny' }
    publicNetworkAccess: publicNetworkAccess
    supportsHttpsTrafficOnly: true
    // No immutableStorageWithVersioning of the account: under it `checkpoints` could not have a policy of its own.
  }
}

resource blobs 'Microsoft.Storage/storageAccounts/blobServices@2024-01-01' = {
  parent: account
  name: 'default'
  properties: {
    isVersioningEnabled: true
    deleteRetentionPolicy: { enabled: true, days: softDeleteDays }
    containerDeleteRetentionPolicy: { enabled: true, days: softDeleteDays }
  }
}

// What was answered to requests with an idempotency key: found for 30 days at least, and no evidence of anything.
resource lifecycle 'Microsoft.Storage/storageAccounts/managementPolicies@2024-01-01' = {
  parent: account
  name: 'default'
  properties: {
    policy: {
      rules: [
        {
          name: 'answered-requests'
          enabled: true
          type: 'Lifecycle'
          definition: {
            filters: { blobTypes: ['blockBlob'], prefixMatch: ['requests/'] }
            actions: {
              baseBlob: { delete: { daysAfterCreationGreaterThan: 62 } }
              version: { delete: { daysAfterCreationGreaterThan: 62 } }
            }
          }
        }
        // Bookseal deletes what was staged once it has landed; what versioning keeps of it would stay for good.
        {
          name: 'landed-imports'
          enabled: true
          type: 'Lifecycle'
          definition: {
            filters: { blobTypes: ['blockBlob'], prefixMatch: ['imports/'] }
            actions: {
              version: { delete: { daysAfterCreationGreaterThan: softDeleteDays } }
            }
          }
        }
      ]
    }
  }
}

resource plain 'Microsoft.Storage/storageAccounts/blobServices/containers@2024-01-01' = [
  for container in containers: { parent: blobs, name: container, properties: { publicAccess: 'None' } }
]

// Sealed files: each version gets a policy of its own as it is sealed.
resource proofs 'Microsoft.Storage/storageAccounts/blobServices/containers@2024-01-01' = {
  parent: blobs
  name: 'proofs'
  properties: { publicAccess: 'None', immutableStorageWithVersioning: { enabled: true } }
}

// Checkpoints: under a policy of the whole container no name can be written twice.
resource checkpoints 'Microsoft.Storage/storageAccounts/blobServices/containers@2024-01-01' = {
  parent: blobs
  name: 'checkpoints'
  properties: { publicAccess: 'None' }

  resource policy 'immutabilityPolicies' = if (!checkpointsLocked) {
    name: 'default'
    properties: { immutabilityPeriodSinceCreationInDays: checkpointDays, allowProtectedAppendWrites: false }
  }
}

resource tableService 'Microsoft.Storage/storageAccounts/tableServices@2024-01-01' = {
  parent: account
  name: 'default'
}

resource madeTables 'Microsoft.Storage/storageAccounts/tableServices/tables@2024-01-01' = [
  for table in tables: { parent: tableService, name: table }
]

@description('Resource id, for private endpoints.')
output id string = account.id

@description('What BOOKSEAL_STORE says: the address of the Blob service.')
output store string = 'https://${account.name}.blob.${environment().suffixes.storage}'
