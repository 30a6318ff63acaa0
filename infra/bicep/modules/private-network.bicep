metadata description = 'A network of its own, and in it an address for each service that the app talks to.'

@description('Region of the network.')
param location string

@description('What the names end in.')
param suffix string

@description('Tags of the resources.')
param tags object

@description('Addresses of the network, at least a /24.')
param addressPrefix string

@description('Resource id of the books\' account.')
param booksAccountId string

@description('Resource id of the host\'s account.')
param hostAccountId string

@description('Resource id of the vault.')
param vaultId string

@description('Resource id of the scheduler; empty: there is none.')
param schedulerId string

var storage = environment().suffixes.storage
var vaults = replace(environment().suffixes.keyvaultDns, '.vault.', '.vaultcore.')
var endpoints = union(
  [
    { name: 'books-blob', target: booksAccountId, service: 'blob', zone: 'privatelink.blob.${storage}' }
    { name: 'books-table', target: booksAccountId, service: 'table', zone: 'privatelink.table.${storage}' }
    { name: 'host-blob', target: hostAccountId, service: 'blob', zone: 'privatelink.blob.${storage}' }
    { name: 'host-queue', target: hostAccountId, service: 'queue', zone: 'privatelink.queue.${storage}' }
    { name: 'host-table', target: hostAccountId, service: 'table', zone: 'privatelink.table.${storage}' }
    { name: 'vault', target: vaultId, service: 'vault', zone: 'privatelink${vaults}' }
  ],
  empty(schedulerId)
    ? []
    : [{ name: 'scheduler', target: schedulerId, service: 'scheduler', zone: 'privatelink.durabletask.io' }]
)
var zones = union(map(endpoints, endpoint => endpoint.zone), []) // each once

resource network 'Microsoft.Network/virtualNetworks@2024-05-01' = {
  name: 'vnet-bookseal-${suffix}'
  location: location
  tags: tags
  properties: {
    addressSpace: { addressPrefixes: [addressPrefix] }
    subnets: [
      {
        name: 'app'
        properties: {
          addressPrefix: cidrSubnet(addressPrefix, 26, 0)
          delegations: [{ name: 'flex', properties: { serviceName: 'Microsoft.App/environments' } }]
        }
      }
      {
        name: 'endpoints'
        properties: { addressPrefix: cidrSubnet(addressPrefix, 26, 1), privateEndpointNetworkPolicies: 'Enabled' }
      }
    ]
  }

  resource appSubnet 'subnets' existing = { name: 'app' }
  resource endpointSubnet 'subnets' existing = { name: 'endpoints' }
}

module zone 'private-zone.bicep' = [
  for name in zones: { params: { name: name, tags: tags, networkId: network.id, networkName: network.name } }
]

module endpoint 'private-endpoint.bicep' = [
  for endpoint in endpoints: {
    dependsOn: [zone]
    params: {
      location: location
      name: 'pe-${endpoint.name}-${suffix}'
      tags: tags
      subnetId: network::endpointSubnet.id
      targetId: endpoint.target
      groupId: endpoint.service
      zoneName: endpoint.zone
    }
  }
]

@description('Subnet of the app\'s outbound traffic.')
output appSubnetId string = network::appSubnet.id
