metadata description = 'Bookseal in one resource group of one subscription: azd up, or az deployment sub create.'

targetScope = 'subscription'

@description('Name of the environment, as in azd: dev, prod. Part of every name.')
@minLength(2)
@maxLength(12)
param environmentName string

@description('Region of everything.')
param location string

@description('Tags of everything, besides azd-env-name.')
param tags object = {}

@description('Companies whose log keys are made: ids as in bookseal.json. A template takes 800 resources.')
@maxLength(700)
param tenants string[]

@description('Redundancy of the books\' account.')
@allowed(['Standard_LRS', 'Standard_ZRS', 'Standard_GZRS', 'Standard_RAGZRS'])
param booksSku string = 'Standard_ZRS'

@description('standard: keys in software. premium: in hardware.')
@allowed(['standard', 'premium'])
param vaultSku string = 'standard'

@description('How long a log key signs, as an ISO 8601 duration, from its creation on.')
param keyLifetime string = 'P2Y'

@description('How long before its end people are told, as an ISO 8601 duration.')
param keyNotice string = 'P60D'

@description('Days that no checkpoint can be changed or deleted.')
@minValue(1)
param checkpointDays int = 3653

@description('True once the policy of the checkpoints is locked (docs/deploy.md): it cannot be set again.')
param checkpointsLocked bool = false

@description('Days that deleted blobs can be brought back.')
param softDeleteDays int = 30

@description('True: the books\' account is encrypted with a key of the vault instead of one of the platform.')
param customerManagedKey bool = false

@description('True: accounts and vault are reached through private endpoints only.')
param privateNetwork bool = false

@description('Addresses of the private network.')
param addressPrefix string = '10.90.0.0/24'

@description('True: closes run on Durable Task Scheduler instead of the host\'s account.')
param durableTaskScheduler bool = false

@description('Addresses (CIDR) that may connect to the scheduler; empty: nobody but private endpoints.')
param schedulerIpAllowList string[] = []

@description('Name of the task hub. Another name is another hub (docs/deploy.md, Upgrade).')
param taskHub string = 'booksealcloses'

@description('Client id of the app registration that people sign in to; empty: only the health check answers.')
param registrationClientId string = ''

@description('Client ids of other applications that may call.')
param allowedApplications string[] = []

@description('Object id of the group that runs closes with the command line; empty: nobody.')
param operatorsGroupId string = ''

@description('Object id of the group that reads everything; empty: nobody.')
param auditorsGroupId string = ''

@description('Who gets the mail of alerts.')
param alertEmails string[]

@description('Days that logs are kept.')
param logRetentionDays int = 90

@description('Most that the workspace takes in on one day, in GB; -1: no limit.')
param logDailyCapGb int = 5

@description('Memory of an instance.')
@allowed([512, 2048, 4096])
param instanceMemoryMb int = 2048

@description('Settings for what people are told: BOOKSEAL_NOTIFICATIONS, and references to the secrets that it names.')
param notifications object = {}

@description('The text of a payouts.json (BOOKSEAL_PAYOUTS); empty: none.')
param payouts string = ''

@description('Which tier each company has, as JSON (BOOKSEAL_TIERS); empty: everything is allowed to all.')
param tiers string = ''

@description('Whom the sign-in stands for, as JSON (BOOKSEAL_PLATFORM_SIGN_IN); empty: nobody.')
param signIn string = ''

@description('Most instances at a time.')
param maximumInstances int = 40

@description('Instances kept warm for HTTP.')
param alwaysReadyInstances int = 0

var suffix = '${toLower(environmentName)}-${take(uniqueString(subscription().id, environmentName, location), 6)}'
var short = replace(suffix, '-', '')
var allTags = union(tags, { 'azd-env-name': environmentName })
var publicNetworkAccess = privateNetwork ? 'Disabled' : 'Enabled'

// Names are computed here, not taken from what a module answers: so what-if knows each resource before it is there.
var names = {
  app: 'func-bookseal-${suffix}'
  books: take('books${short}', 24)
  host: take('host${short}', 24)
  identity: 'id-bookseal-${suffix}'
  insights: 'appi-bookseal-${suffix}'
  vault: 'kv-${suffix}'
}

// The names that the code computes. A test holds the two against each other.
var logKeys = [for tenant in tenants: 'bookseal--${replace(replace(tenant, '-', '-2d'), '_', '-5f')}--log']

resource group 'Microsoft.Resources/resourceGroups@2024-03-01' = {
  name: 'rg-bookseal-${environmentName}'
  location: location
  tags: allTags
}

module identity 'modules/identity.bicep' = {
  scope: group
  params: { location: location, name: names.identity, tags: allTags }
}

module monitoring 'modules/monitoring.bicep' = {
  scope: group
  params: {
    location: location
    workspaceName: 'log-bookseal-${suffix}'
    insightsName: names.insights
    tags: allTags
    retentionDays: logRetentionDays
    dailyCapGb: logDailyCapGb
  }
}

module vault 'modules/vault.bicep' = {
  scope: group
  params: {
    location: location
    name: names.vault
    tags: allTags
    sku: vaultSku
    publicNetworkAccess: publicNetworkAccess
    logKeys: logKeys
    keyLifetime: keyLifetime
    keyNotice: keyNotice
    customerManagedKey: customerManagedKey
  }
}

module encryption 'modules/encryption.bicep' = if (customerManagedKey) {
  scope: group
  dependsOn: [vault]
  params: { location: location, name: 'id-encryption-${suffix}', tags: allTags, vaultName: names.vault }
}

module books 'modules/books-account.bicep' = {
  scope: group
  params: {
    location: location
    name: names.books
    tags: allTags
    sku: booksSku
    publicNetworkAccess: publicNetworkAccess
    softDeleteDays: softDeleteDays
    checkpointDays: checkpointDays
    checkpointsLocked: checkpointsLocked
    encryptionIdentityId: encryption.?outputs.identityId ?? ''
    encryptionVaultUri: customerManagedKey ? vault.outputs.uri : ''
  }
}

module host 'modules/host-account.bicep' = {
  scope: group
  params: {
    location: location
    name: names.host
    tags: allTags
    sku: booksSku == 'Standard_LRS' ? 'Standard_LRS' : 'Standard_ZRS'
    publicNetworkAccess: publicNetworkAccess
  }
}

module scheduler 'modules/scheduler.bicep' = if (durableTaskScheduler) {
  scope: group
  params: {
    location: location
    name: 'dts-bookseal-${suffix}'
    tags: allTags
    taskHub: taskHub
    ipAllowList: schedulerIpAllowList
    clientId: identity.outputs.clientId
    publicNetworkAccess: publicNetworkAccess
    principalId: identity.outputs.principalId
    principalName: names.identity
  }
}

module appCloses 'modules/roles-closer.bicep' = {
  scope: group
  dependsOn: [books, vault]
  params: {
    principalId: identity.outputs.principalId
    principalName: names.identity
    principalType: 'ServicePrincipal'
    booksAccount: names.books
    vaultName: names.vault
    logKeys: logKeys
  }
}

module appRuns 'modules/roles-app.bicep' = {
  scope: group
  dependsOn: [host, vault, monitoring]
  params: {
    principalId: identity.outputs.principalId
    principalName: names.identity
    hostAccount: names.host
    vaultName: names.vault
    insightsName: names.insights
  }
}

module operators 'modules/roles-closer.bicep' = if (!empty(operatorsGroupId)) {
  scope: group
  dependsOn: [books, vault]
  params: {
    principalId: operatorsGroupId
    principalName: operatorsGroupId
    principalType: 'Group'
    booksAccount: names.books
    vaultName: names.vault
    logKeys: logKeys
  }
}

module auditors 'modules/roles-auditor.bicep' = if (!empty(auditorsGroupId)) {
  scope: group
  dependsOn: [books, vault]
  params: { principalId: auditorsGroupId, booksAccount: names.books, vaultName: names.vault }
}

module network 'modules/private-network.bicep' = if (privateNetwork) {
  scope: group
  params: {
    location: location
    suffix: suffix
    tags: allTags
    addressPrefix: addressPrefix
    booksAccountId: books.outputs.id
    hostAccountId: host.outputs.id
    vaultId: vault.outputs.id
    schedulerId: scheduler.?outputs.id ?? ''
  }
}

// After its roles and its network: the first start of the app finds both.
module functions 'modules/functions.bicep' = {
  scope: group
  dependsOn: [appCloses, appRuns]
  params: {
    location: location
    name: names.app
    tags: union(allTags, { 'azd-service-name': 'functions' })
    identityId: identity.outputs.id
    clientId: identity.outputs.clientId
    hostAccount: names.host
    packagesUrl: host.outputs.packagesUrl
    insightsName: names.insights
    subnetId: network.?outputs.appSubnetId ?? ''
    instanceMemoryMb: instanceMemoryMb
    maximumInstances: maximumInstances
    alwaysReadyInstances: alwaysReadyInstances
    settings: union(
      { BOOKSEAL_STORE: books.outputs.store, BOOKSEAL_KEYVAULT: vault.outputs.uri, BOOKSEAL_TASKHUB: taskHub },
      notifications,
      empty(payouts) ? {} : { BOOKSEAL_PAYOUTS: payouts },
      empty(tiers) ? {} : { BOOKSEAL_TIERS: tiers },
      empty(signIn) ? {} : { BOOKSEAL_PLATFORM_SIGN_IN: signIn },
      durableTaskScheduler ? { DURABLE_TASK_SCHEDULER_CONNECTION_STRING: scheduler!.outputs.connection } : {}
    )
  }
}

module authentication 'modules/authentication.bicep' = {
  scope: group
  dependsOn: [functions]
  params: {
    appName: names.app
    registrationClientId: registrationClientId
    allowedApplications: allowedApplications
  }
}

module diagnostics 'modules/diagnostics.bicep' = {
  scope: group
  dependsOn: [books, vault, functions]
  params: {
    workspaceId: monitoring.outputs.workspaceId
    booksAccount: names.books
    vaultName: names.vault
    appName: names.app
  }
}

module alerts 'modules/alerts.bicep' = {
  scope: group
  params: {
    location: location
    tags: allTags
    workspaceId: monitoring.outputs.workspaceId
    vaultId: vault.outputs.id
    emailReceivers: alertEmails
  }
}

@description('Resource group that everything is in.')
output AZURE_RESOURCE_GROUP string = group.name

@description('For the command line: --store.')
output BOOKSEAL_STORE string = books.outputs.store

@description('For the command line: --keys.')
output BOOKSEAL_KEYVAULT string = vault.outputs.uri

@description('Name of the app, for the deployment of the code.')
output FUNCTIONS_NAME string = names.app

@description('Where the health check is.')
output FUNCTIONS_URL string = 'https://${functions.outputs.hostName}'

@description('Object id of the app\'s identity: the federated credential of the app registration names it.')
output IDENTITY_PRINCIPAL_ID string = identity.outputs.principalId
