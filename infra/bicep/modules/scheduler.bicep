metadata description = 'Durable Task Scheduler: the task hub as a service instead of queues and tables.'

import { roleIds } from 'names.bicep'

@description('Region of the scheduler.')
param location string

@description('Name of the scheduler.')
param name string

@description('Tags of the scheduler.')
param tags object

@description('Task hub, the same as BOOKSEAL_TASKHUB.')
param taskHub string

@description('Addresses (CIDR) that may connect; empty: nobody. The whole internet is refused.')
param ipAllowList string[]

@description('Disabled: only private endpoints reach the scheduler.')
@allowed(['Enabled', 'Disabled'])
param publicNetworkAccess string

@description('Object id of the app\'s identity.')
param principalId string

@description('Name of the app\'s identity.')
param principalName string

@description('Client id of the app\'s identity.')
param clientId string

var definitions = 'Microsoft.Authorization/roleDefinitions'
var dataContributor = subscriptionResourceId(definitions, roleIds.durableTaskDataContributor)
var signIn = 'Authentication=ManagedIdentity;ClientID=${clientId}'
var isOpen = contains(ipAllowList, '0.0.0.0/0') || contains(ipAllowList, '::/0')

resource scheduler 'Microsoft.DurableTask/schedulers@2026-02-01' = {
  name: name
  location: location
  tags: tags
  properties: {
    sku: { name: 'Consumption' }
    ipAllowlist: isOpen ? fail('schedulerIpAllowList lets the whole internet in: name the addresses') : ipAllowList
    publicNetworkAccess: publicNetworkAccess
  }
}

resource hub 'Microsoft.DurableTask/schedulers/taskHubs@2026-02-01' = {
  parent: scheduler
  name: taskHub
}

resource runsCloses 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: hub
  name: guid(hub.id, principalName, dataContributor)
  properties: { principalId: principalId, principalType: 'ServicePrincipal', roleDefinitionId: dataContributor }
}

@description('Resource id, for a private endpoint.')
output id string = scheduler.id

@description('Where the app connects to, and as whom. There is no key in it.')
output connection string = 'Endpoint=${scheduler.properties.endpoint};${signIn}'
