namespace Bookseal.Evidence.Notes;

/// <summary>One signature line of a note: who says to have signed, and the signature bytes after the key id.</summary>
public sealed record NoteSignature(string KeyName, uint KeyId, byte[] Signature);
