metadata description = 'What the app may do besides running closes: run its host, wrap cookie keys, send telemetry.'

import { cookieKey, roleIds } from 'names.bicep'

@description('Object id of the app\'s identity.')
param principalId string

@description('What the names of its assignments are computed from: something known before it is there.')
param principalName string

@description('Name of the host\'s account.')
param hostAccount string

@description('Name of the vault.')
param vaultName string

@description('Name of the Application Insights resource.')
param insightsName string

var definitions = 'Microsoft.Authorization/roleDefinitions'
var blobOwner = subscriptionResourceId(definitions, roleIds.storageBlobDataOwner)
var queueContributor = subscriptionResourceId(definitions, roleIds.storageQueueDataContributor)
var tableContributor = subscriptionResourceId(definitions, roleIds.storageTableDataContributor)
var encryptionUser = subscriptionResourceId(definitions, roleIds.keyVaultCryptoServiceEncryptionUser)
var metricsPublisher = subscriptionResourceId(definitions, roleIds.monitoringMetricsPublisher)
var principalType = 'ServicePrincipal'

resource account 'Microsoft.Storage/storageAccounts@2024-01-01' existing = { name: hostAccount }
resource vault 'Microsoft.KeyVault/vaults@2024-11-01' existing = { name: vaultName }
resource cookies 'Microsoft.KeyVault/vaults/keys@2024-11-01' existing = { parent: vault, name: cookieKey }
resource insights 'Microsoft.Insights/components@2020-02-02' existing = { name: insightsName }

// The three that the host asks for: leases and packages, the hub's queues, the hub's tables.
resource hostBlobs 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: account
  name: guid(account.id, principalName, blobOwner)
  properties: { principalId: principalId, principalType: principalType, roleDefinitionId: blobOwner }
}

resource hostQueues 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: account
  name: guid(account.id, principalName, queueContributor)
  properties: { principalId: principalId, principalType: principalType, roleDefinitionId: queueContributor }
}

resource hostTables 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: account
  name: guid(account.id, principalName, tableContributor)
  properties: { principalId: principalId, principalType: principalType, roleDefinitionId: tableContributor }
}

resource wrapsCookieKeys 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: cookies
  name: guid(cookies.id, principalName, encryptionUser)
  properties: { principalId: principalId, principalType: principalType, roleDefinitionId: encryptionUser }
}

resource sendsTelemetry 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: insights
  name: guid(insights.id, principalName, metricsPublisher)
  properties: { principalId: principalId, principalType: principalType, roleDefinitionId: metricsPublisher }
}
