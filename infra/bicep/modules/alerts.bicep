metadata description = 'What wakes people: codes in the log, a daily round that is missing, keys that end.'

@description('Region of the rules.')
param location string

@description('Tags of the rules.')
param tags object

@description('Resource id of the workspace that is looked through.')
param workspaceId string

@description('Resource id of the vault whose keys end.')
param vaultId string

@description('Who gets mail.')
param emailReceivers string[]

// A line of the log reads `tenant: CODE message` or `tenant period: CODE message`. docs/operations.md says what to do.
var codeOfLine = 'AppTraces | extend Code = extract(": ([A-Z_]+)", 1, Message)'
var byCode = [
  { name: 'close-overdue', severity: 1, codes: ['CLOSE_OVERDUE'] }
  {
    name: 'signing-failed'
    severity: 1
    codes: [
      'KEY_ACCESS_DENIED'
      'KEY_ALGORITHM_WRONG'
      'KEY_DISABLED'
      'KEY_NOT_FOUND'
      'KEY_SIGNATURE_WRONG'
      'KEYVAULT_REFUSED'
      'KEYVAULT_REPLY_INVALID'
    ]
  }
  {
    name: 'chain-or-fence-failed'
    severity: 0
    codes: [
      'AUDIT_CHAIN_BROKEN'
      'AUDIT_DELETED'
      'AUDIT_ENTRY_EDITED'
      'AUDIT_GAP'
      'AUDIT_HEAD_MISMATCH'
      'AUDIT_REWRITTEN'
      'AUDIT_TRUNCATED'
      'CHECKPOINT_INVALID'
      'CHECKPOINT_MISSING'
      'CHECKPOINT_SIGNATURE'
      'FENCE_MISSING'
      'JOURNAL_CHANGED_AFTER_CLOSE'
      'RETENTION_FILE_MISSING'
      'RETENTION_MISSING'
    ]
  }
  {
    name: 'ledger-imbalance'
    severity: 1
    codes: ['ENTRY_UNBALANCED', 'NO_UNBALANCED_ENTRIES', 'OPENING_UNBALANCED', 'TRIAL_BALANCE_BALANCED']
  }
  { name: 'payout-stuck', severity: 2, codes: ['PAYOUT_STUCK'] }
  { name: 'restore-drill-overdue', severity: 3, codes: ['RESTORE_DRILL_OVERDUE'] }
  { name: 'store-refused', severity: 1, codes: ['ROUND_FAILED', 'STORE_ACCESS_DENIED', 'STORE_UNAVAILABLE'] }
]

resource people 'Microsoft.Insights/actionGroups@2023-01-01' = {
  name: 'ag-bookseal'
  location: 'global'
  tags: tags
  properties: {
    groupShortName: 'bookseal'
    enabled: true
    emailReceivers: [
      for (address, i) in emailReceivers: { name: 'mail-${i}', emailAddress: address, useCommonAlertSchema: true }
    ]
  }
}

resource codeSeen 'Microsoft.Insights/scheduledQueryRules@2023-12-01' = [
  for rule in byCode: {
    name: 'bookseal-${rule.name}'
    location: location
    tags: tags
    kind: 'LogAlert'
    properties: {
      displayName: 'Bookseal: ${rule.name}'
      severity: rule.severity
      enabled: true
      scopes: [workspaceId]
      evaluationFrequency: 'PT15M'
      windowSize: 'PT15M'
      autoMitigate: false
      criteria: {
        allOf: [
          {
            query: '${codeOfLine} | where Code in ("${join(rule.codes, '", "')}")'
            timeAggregation: 'Count'
            operator: 'GreaterThan'
            threshold: 0
            dimensions: [{ name: 'Code', operator: 'Include', values: ['*'] }]
          }
        ]
      }
      actions: { actionGroups: [people.id] }
    }
  }
]

// A watcher that has died reports nothing: two days without a daily round that went well are an alert of their own.
resource roundMissing 'Microsoft.Insights/scheduledQueryRules@2023-12-01' = {
  name: 'bookseal-round-missing'
  location: location
  tags: tags
  kind: 'LogAlert'
  properties: {
    displayName: 'Bookseal: round-missing'
    severity: 1
    enabled: true
    scopes: [workspaceId]
    evaluationFrequency: 'PT6H'
    windowSize: 'P2D'
    autoMitigate: true
    criteria: {
      allOf: [
        {
          query: 'AppRequests | where Name == "sweep" and Success'
          timeAggregation: 'Count'
          operator: 'LessThan'
          threshold: 1
        }
      ]
    }
    actions: { actionGroups: [people.id] }
  }
}

resource vaultEvents 'Microsoft.EventGrid/systemTopics@2025-02-15' = {
  name: 'evgt-bookseal-keys'
  location: location
  tags: tags
  properties: { source: vaultId, topicType: 'Microsoft.KeyVault.vaults' }

  resource keyEnds 'eventSubscriptions' = {
    name: 'key-ends'
    properties: {
      eventDeliverySchema: 'CloudEventSchemaV1_0'
      filter: { includedEventTypes: ['Microsoft.KeyVault.KeyNearExpiry', 'Microsoft.KeyVault.KeyExpired'] }
      destination: {
        endpointType: 'MonitorAlert'
        properties: {
          actionGroups: [people.id]
          severity: 'Sev2'
          description: 'A signing key ends soon, or has ended: docs/operations.md, Rotation'
        }
      }
    }
  }
}
