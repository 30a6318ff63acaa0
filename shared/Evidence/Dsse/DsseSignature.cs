namespace Bookseal.Evidence.Dsse;

/// <summary>One signature of an envelope. The key id is an unauthenticated hint and decides nothing.</summary>
public sealed record DsseSignature(string KeyId, byte[] Signature);
