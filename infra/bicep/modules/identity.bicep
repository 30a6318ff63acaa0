metadata description = 'Who the app is: one identity that outlives it, so that roles are given before its first start.'

@description('Region of the identity.')
param location string

@description('Name of the identity.')
param name string

@description('Tags of the resource.')
param tags object

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' = {
  name: name
  location: location
  tags: tags
}

@description('Resource id, for whatever runs as this identity.')
output id string = identity.id

@description('Object id, for role assignments.')
output principalId string = identity.properties.principalId

@description('Client id, for settings that say which identity signs in.')
output clientId string = identity.properties.clientId
