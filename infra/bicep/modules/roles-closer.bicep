metadata description = 'Roles of whoever runs closes: the app, and operators with the command line.'

import { containers, roleIds, tables } from 'names.bicep'

@description('Object id of the identity or group.')
param principalId string

@description('What the names of its assignments are computed from: something known before it is there.')
param principalName string

@description('What that is.')
@allowed(['ServicePrincipal', 'Group'])
param principalType string

@description('Name of the books\' account.')
param booksAccount string

@description('Name of the vault.')
param vaultName string

@description('Names of the keys that sign the tenants\' audit logs.')
param logKeys string[]

var definitions = 'Microsoft.Authorization/roleDefinitions'
var blobContributor = subscriptionResourceId(definitions, roleIds.storageBlobDataContributor)
var blobOwner = subscriptionResourceId(definitions, roleIds.storageBlobDataOwner)
var tableContributor = subscriptionResourceId(definitions, roleIds.storageTableDataContributor)
var cryptoUser = subscriptionResourceId(definitions, roleIds.keyVaultCryptoUser)
var vaultReader = subscriptionResourceId(definitions, roleIds.keyVaultReader)

resource account 'Microsoft.Storage/storageAccounts@2024-01-01' existing = { name: booksAccount }
resource blobs 'Microsoft.Storage/storageAccounts/blobServices@2024-01-01' existing = {
  parent: account
  name: 'default'
}
resource container 'Microsoft.Storage/storageAccounts/blobServices/containers@2024-01-01' existing = [
  for name in concat(containers, ['checkpoints']): { parent: blobs, name: name }
]
resource proofs 'Microsoft.Storage/storageAccounts/blobServices/containers@2024-01-01' existing = {
  parent: blobs
  name: 'proofs'
}
resource tableService 'Microsoft.Storage/storageAccounts/tableServices@2024-01-01' existing = {
  parent: account
  name: 'default'
}
resource table 'Microsoft.Storage/storageAccounts/tableServices/tables@2024-01-01' existing = [
  for name in tables: { parent: tableService, name: name }
]
resource vault 'Microsoft.KeyVault/vaults@2024-11-01' existing = { name: vaultName }
resource logKey 'Microsoft.KeyVault/vaults/keys@2024-11-01' existing = [
  for name in logKeys: { parent: vault, name: name }
]

resource writesObjects 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for (name, i) in concat(containers, ['checkpoints']): {
    scope: container[i]
    name: guid(container[i].id, principalName, blobContributor)
    properties: { principalId: principalId, principalType: principalType, roleDefinitionId: blobContributor }
  }
]

// Setting a version's policy takes no less than the owner's role; so it is given on this container alone.
resource sealsProofs 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: proofs
  name: guid(proofs.id, principalName, blobOwner)
  properties: { principalId: principalId, principalType: principalType, roleDefinitionId: blobOwner }
}

resource writesTables 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for (name, i) in tables: {
    scope: table[i]
    name: guid(table[i].id, principalName, tableContributor)
    properties: { principalId: principalId, principalType: principalType, roleDefinitionId: tableContributor }
  }
]

resource signsLogs 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for (name, i) in logKeys: {
    scope: logKey[i]
    name: guid(logKey[i].id, principalName, cryptoUser)
    properties: { principalId: principalId, principalType: principalType, roleDefinitionId: cryptoUser }
  }
]

resource readsKeys 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: vault
  name: guid(vault.id, principalName, vaultReader)
  properties: { principalId: principalId, principalType: principalType, roleDefinitionId: vaultReader }
}
