using 'main.bicep'

// What azd up asks for (its environment), and little else: cheap, open to the network, nothing locked.
param environmentName = readEnvironmentVariable('AZURE_ENV_NAME', 'dev')
param location = readEnvironmentVariable('AZURE_LOCATION', 'westeurope')
param registrationClientId = readEnvironmentVariable('BOOKSEAL_REGISTRATION', '')
param operatorsGroupId = readEnvironmentVariable('BOOKSEAL_OPERATORS', '')
param alertEmails = [readEnvironmentVariable('BOOKSEAL_ALERT_EMAIL', 'nobody@example.com')]

param tenants = ['harbor-supply']
param booksSku = 'Standard_LRS'
param checkpointDays = 1
param softDeleteDays = 7
param logRetentionDays = 30
param logDailyCapGb = 1
param maximumInstances = 5
