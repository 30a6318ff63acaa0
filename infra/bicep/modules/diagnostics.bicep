metadata description = 'Who did what with the vault and the books, and the host\'s own log, into the workspace.'

@description('Resource id of the workspace.')
param workspaceId string

@description('Name of the books\' account.')
param booksAccount string

@description('Name of the vault.')
param vaultName string

@description('Name of the app.')
param appName string

// Writes and deletions. Reads are most of the volume and say least; switch them on while something is looked into.
var writes = [{ category: 'StorageWrite', enabled: true }, { category: 'StorageDelete', enabled: true }]

resource account 'Microsoft.Storage/storageAccounts@2024-01-01' existing = { name: booksAccount }
resource blobs 'Microsoft.Storage/storageAccounts/blobServices@2024-01-01' existing = {
  parent: account
  name: 'default'
}
resource tables 'Microsoft.Storage/storageAccounts/tableServices@2024-01-01' existing = {
  parent: account
  name: 'default'
}
resource vault 'Microsoft.KeyVault/vaults@2024-11-01' existing = { name: vaultName }
resource app 'Microsoft.Web/sites@2024-11-01' existing = { name: appName }

resource blobLog 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: blobs
  name: 'bookseal'
  properties: { workspaceId: workspaceId, logs: writes }
}

resource tableLog 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: tables
  name: 'bookseal'
  properties: { workspaceId: workspaceId, logs: writes }
}

// Who signed when, with which version of which key: the other half of what the audit chain says.
resource vaultLog 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: vault
  name: 'bookseal'
  properties: { workspaceId: workspaceId, logs: [{ categoryGroup: 'allLogs', enabled: true }] }
}

resource appLog 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: app
  name: 'bookseal'
  properties: { workspaceId: workspaceId, logs: [{ category: 'FunctionAppLogs', enabled: true }] }
}
