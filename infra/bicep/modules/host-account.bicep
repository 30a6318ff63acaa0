metadata description = 'What the Functions host keeps for itself: the package, timer leases, the durable task hub.'

@description('Region of the account.')
param location string

@description('Name of the account.')
param name string

@description('Tags of the account.')
param tags object

@description('Redundancy. What is lost here is made again: the audit chain knows every close.')
@allowed(['Standard_LRS', 'Standard_ZRS'])
param sku string

@description('Disabled: only private endpoints reach the account.')
@allowed(['Enabled', 'Disabled'])
param publicNetworkAccess string

var packages = 'packages'

resource account 'Microsoft.Storage/storageAccounts@2024-01-01' = {
  name: name
  location: location
  tags: tags
  kind: 'StorageV2'
  sku: { name: sku }
  properties: {
    accessTier: 'Hot'
    allowBlobPublicAccess: false
    allowCrossTenantReplication: false
    allowSharedKeyAccess: false
    defaultToOAuthAuthentication: true
    minimumTlsVersion: 'TLS1_2'
    networkAcls: { bypass: 'None', defaultAction: publicNetworkAccess == 'Enabled' ? 'Allow' : 'Deny' }
    publicNetworkAccess: publicNetworkAccess
    supportsHttpsTrafficOnly: true
  }
}

resource blobs 'Microsoft.Storage/storageAccounts/blobServices@2024-01-01' = {
  parent: account
  name: 'default'
  properties: { deleteRetentionPolicy: { enabled: true, days: 7 } }
}

resource container 'Microsoft.Storage/storageAccounts/blobServices/containers@2024-01-01' = {
  parent: blobs
  name: packages
  properties: { publicAccess: 'None' }
}

@description('Resource id, for private endpoints.')
output id string = account.id

@description('Where the platform takes the deployed package from.')
output packagesUrl string = '${account.properties.primaryEndpoints.blob}${container.name}'
