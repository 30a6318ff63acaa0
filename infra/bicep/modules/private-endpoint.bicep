metadata description = 'One service of one resource, at an address inside the network.'

@description('Region of the endpoint.')
param location string

@description('Name of the endpoint.')
param name string

@description('Tags of the endpoint.')
param tags object

@description('Subnet that the endpoint stands in.')
param subnetId string

@description('Resource that is reached.')
param targetId string

@description('Which of its services: blob, table, queue, vault, scheduler.')
param groupId string

@description('DNS zone that the endpoint\'s name goes into; it exists already.')
param zoneName string

resource zone 'Microsoft.Network/privateDnsZones@2024-06-01' existing = { name: zoneName }

resource endpoint 'Microsoft.Network/privateEndpoints@2024-05-01' = {
  name: name
  location: location
  tags: tags
  properties: {
    subnet: { id: subnetId }
    privateLinkServiceConnections: [
      { name: groupId, properties: { privateLinkServiceId: targetId, groupIds: [groupId] } }
    ]
  }

  resource names 'privateDnsZoneGroups' = {
    name: 'default'
    properties: { privateDnsZoneConfigs: [{ name: groupId, properties: { privateDnsZoneId: zone.id } }] }
  }
}
