metadata description = 'Where logs go. Nobody writes or reads with a key: local authentication is off in both.'

@description('Region of the resources.')
param location string

@description('Name of the workspace.')
param workspaceName string

@description('Name of the Application Insights resource.')
param insightsName string

@description('Tags of the resources.')
param tags object

@description('Days that logs are kept. What auditors need is in the audit chain, not here.')
@minValue(30)
@maxValue(730)
param retentionDays int

@description('Most that is taken in on one day, in GB: a loop that logs must not cost a month\'s budget. -1: no limit.')
param dailyCapGb int

resource workspace 'Microsoft.OperationalInsights/workspaces@2023-09-01' = {
  name: workspaceName
  location: location
  tags: tags
  properties: {
    sku: { name: 'PerGB2018' }
    retentionInDays: retentionDays
    workspaceCapping: { dailyQuotaGb: dailyCapGb }
    features: { disableLocalAuth: true }
  }
}

resource insights 'Microsoft.Insights/components@2020-02-02' = {
  name: insightsName
  location: location
  tags: tags
  kind: 'web'
  properties: {
    Application_Type: 'web'
    WorkspaceResourceId: workspace.id
    DisableLocalAuth: true
  }
}

@description('The workspace that diagnostic settings and alerts name.')
output workspaceId string = workspace.id
