using 'main.bicep'

// Production is deployed by .github/workflows/deploy.yml alone. Its variables are those of the protected environment.
param environmentName = 'prod'
param location = readEnvironmentVariable('AZURE_LOCATION', 'westeurope')
param registrationClientId = readEnvironmentVariable('BOOKSEAL_REGISTRATION', '')
param operatorsGroupId = readEnvironmentVariable('BOOKSEAL_OPERATORS', '')
param auditorsGroupId = readEnvironmentVariable('BOOKSEAL_AUDITORS', '')
param alertEmails = split(readEnvironmentVariable('BOOKSEAL_ALERT_EMAIL', 'nobody@example.com'), ',')

param tags = { criticality: 'high', data: 'financial records' }
param tenants = ['harbor-supply'] // every company; a new one is added here before its first import
param booksSku = 'Standard_GZRS'
param vaultSku = 'standard' // premium: what a key in hardware costs is in docs/deploy.md
param customerManagedKey = true
param privateNetwork = true
param softDeleteDays = 90
param logRetentionDays = 365
param alwaysReadyInstances = 1

// Set this to true in the change that follows the lock: docs/deploy.md, Lock.
param checkpointsLocked = false
