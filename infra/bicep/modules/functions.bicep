metadata description = 'The app on the Flex Consumption plan. Every connection goes by its identity.'

@description('Region of the app.')
param location string

@description('Name of the app.')
param name string

@description('Tags of the app; azd finds it by azd-service-name.')
param tags object

@description('Resource id of the app\'s identity.')
param identityId string

@description('Client id of the app\'s identity.')
param clientId string

@description('Name of the host\'s account.')
param hostAccount string

@description('Where the deployed package is.')
param packagesUrl string

@description('Name of the Application Insights resource.')
param insightsName string

@description('Subnet that the app\'s outbound traffic goes through; empty: none.')
param subnetId string

@description('Memory of an instance. A close reads a month as a stream; 2 GB is enough for ten million entries.')
@allowed([512, 2048, 4096])
param instanceMemoryMb int

@description('Most instances at a time: a limit of cost.')
@minValue(1)
@maxValue(1000)
param maximumInstances int

@description('Instances that are kept warm for HTTP; 0: the first request after a pause waits for a start.')
@minValue(0)
param alwaysReadyInstances int

@description('What Bookseal itself reads: BOOKSEAL_STORE and the others (docs/operations.md).')
param settings object

resource insights 'Microsoft.Insights/components@2020-02-02' existing = { name: insightsName }

resource plan 'Microsoft.Web/serverfarms@2024-11-01' = {
  name: 'plan-${name}'
  location: location
  tags: tags
  kind: 'functionapp'
  sku: { name: 'FC1', tier: 'FlexConsumption' }
  properties: { reserved: true }
}

resource app 'Microsoft.Web/sites@2024-11-01' = {
  name: name
  location: location
  tags: tags
  kind: 'functionapp,linux'
  identity: { type: 'UserAssigned', userAssignedIdentities: { '${identityId}': {} } }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    virtualNetworkSubnetId: empty(subnetId) ? null : subnetId
    siteConfig: { minTlsVersion: '1.2', scmMinTlsVersion: '1.2', ftpsState: 'Disabled', http20Enabled: true }
    functionAppConfig: {
      runtime: { name: 'dotnet-isolated', version: '10.0' }
      deployment: {
        storage: {
          type: 'blobContainer'
          value: packagesUrl
          authentication: { type: 'UserAssignedIdentity', userAssignedIdentityResourceId: identityId }
        }
      }
      scaleAndConcurrency: {
        instanceMemoryMB: instanceMemoryMb
        maximumInstanceCount: maximumInstances
        alwaysReady: alwaysReadyInstances == 0 ? [] : [{ name: 'http', instanceCount: alwaysReadyInstances }]
      }
    }
  }

  resource appSettings 'config' = {
    name: 'appsettings'
    properties: union(settings, {
      APPLICATIONINSIGHTS_AUTHENTICATION_STRING: 'ClientId=${clientId};Authorization=AAD'
      APPLICATIONINSIGHTS_CONNECTION_STRING: insights.properties.ConnectionString
      AZURE_CLIENT_ID: clientId
      AzureWebJobsDisableHomepage: 'true'
      AzureWebJobsStorage__accountName: hostAccount
      AzureWebJobsStorage__clientId: clientId
      AzureWebJobsStorage__credential: 'managedidentity'
      OVERRIDE_USE_MI_FIC_ASSERTION_CLIENTID: clientId // the identity stands in for the registration's secret
    })
  }

  // Publishing goes by Entra id: no user name and password that a leaked profile could hold.
  resource scmPasswords 'basicPublishingCredentialsPolicies' = { name: 'scm', properties: { allow: false } }
  resource ftpPasswords 'basicPublishingCredentialsPolicies' = { name: 'ftp', properties: { allow: false } }
}

@description('Host name that people and the smoke test call.')
output hostName string = app.properties.defaultHostName
