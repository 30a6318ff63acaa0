metadata description = 'A DNS zone of private endpoints, known in one network.'

@description('Name of the zone.')
param name string

@description('Tags of the zone.')
param tags object

@description('Resource id of the network that asks it.')
param networkId string

@description('Name of that network.')
param networkName string

resource zone 'Microsoft.Network/privateDnsZones@2024-06-01' = {
  name: name
  location: 'global'
  tags: tags

  resource link 'virtualNetworkLinks' = {
    name: networkName
    location: 'global'
    tags: tags
    properties: { virtualNetwork: { id: networkId }, registrationEnabled: false }
  }
}
