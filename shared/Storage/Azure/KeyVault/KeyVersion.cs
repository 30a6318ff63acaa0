using Bookseal.Evidence.Signing;

namespace Bookseal.Storage.Azure.KeyVault;

/// <summary>One version of a key, and its public half.</summary>
public sealed record KeyVersion(KeyVersionId Id, VerificationKey Key);
