metadata description = 'Roles of auditors: they read everything and change nothing.'

import { roleIds } from 'names.bicep'

@description('Object id of the auditors\' group.')
param principalId string

@description('Name of the books\' account.')
param booksAccount string

@description('Name of the vault.')
param vaultName string

var definitions = 'Microsoft.Authorization/roleDefinitions'
var blobReader = subscriptionResourceId(definitions, roleIds.storageBlobDataReader)
var tableReader = subscriptionResourceId(definitions, roleIds.storageTableDataReader)
var vaultReader = subscriptionResourceId(definitions, roleIds.keyVaultReader)
var principalType = 'Group'

resource account 'Microsoft.Storage/storageAccounts@2024-01-01' existing = { name: booksAccount }
resource vault 'Microsoft.KeyVault/vaults@2024-11-01' existing = { name: vaultName }

resource readsObjects 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: account
  name: guid(account.id, principalId, blobReader)
  properties: { principalId: principalId, principalType: principalType, roleDefinitionId: blobReader }
}

resource readsTables 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: account
  name: guid(account.id, principalId, tableReader)
  properties: { principalId: principalId, principalType: principalType, roleDefinitionId: tableReader }
}

resource readsKeys 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: vault
  name: guid(vault.id, principalId, vaultReader)
  properties: { principalId: principalId, principalType: principalType, roleDefinitionId: vaultReader }
}
