metadata description = 'Names that several modules agree on, and ids that are the same in every directory.'

@export()
@description('Containers of the books: the first segments of objects\' paths. A test compares them with the code.')
var containers = [
  'backups'
  'bank'
  'books'
  'check'
  'costs'
  'evidence'
  'imports'
  'journal'
  'payouts'
  'requests'
  'retention'
  'subledgers'
]

@export()
@description('Tables of the books.')
var tables = ['audit', 'check', 'outbox']

@export()
@description('The key that wraps the keys of cookies. No tenant\'s key has this name: theirs begin with bookseal--.')
var cookieKey = 'bookseal-cookies'

@export()
@description('The key that encrypts the books\' account, where customer-managed keys are asked for.')
var encryptionKey = 'bookseal-encryption'

@export()
@description('Role definitions that Bookseal gives. docs/deploy.md says who gets which, where, and why.')
var roleIds = {
  durableTaskDataContributor: '0ad04412-c4d5-4796-b79c-f76d14c8d402'
  keyVaultCryptoServiceEncryptionUser: 'e147488a-f6f5-4113-8e2d-b22465e65bf6'
  keyVaultCryptoUser: '12338af0-0e69-4776-bea7-57ae8d297424'
  keyVaultReader: '21090545-7ca7-4776-b22c-e363652d74d2'
  monitoringMetricsPublisher: '3913510d-42f4-4e42-8a64-420c390055eb'
  storageBlobDataContributor: 'ba92f5b4-2d11-453d-a403-e96b0029c9fe'
  storageBlobDataOwner: 'b7e6dc6d-f1e8-4753-8033-0f276bb0955b'
  storageBlobDataReader: '2a2b9908-6ea1-4ae2-8e65-a410df84e7d1'
  storageQueueDataContributor: '974c5e8b-45b9-4653-ba55-5f855dd0fb88'
  storageTableDataContributor: '0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3'
  storageTableDataReader: '76199698-9eea-4c19-bc75-cec21354c6b6'
}
