using System.Buffers.Binary;
using System.Text;
using Bookseal.Evidence.Signing;

namespace Bookseal.Evidence.Notes;

/// <summary>
/// A text with signature lines (c2sp.org/signed-note). Keys here are P-256, signature type 0x02, signatures in DER.
/// </summary>
public sealed record SignedNote(string Text, IReadOnlyList<NoteSignature> Signatures)
{
    private const string Dash = "— ";
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static async ValueTask<SignedNote> SignAsync(
        string text,
        string keyName,
        ISigner signer,
        CancellationToken cancel
    )
    {
        if (!IsKeyName(keyName))
            throw new ArgumentException("a key name has no spaces and no plus sign", nameof(keyName));
        if (!text.EndsWith('\n') || text.Any(c => c < ' ' && c != '\n'))
            throw new ArgumentException(
                "a note's text ends with a line feed and has no other control characters",
                nameof(text)
            );
        var signature = await signer.SignMessageAsync(Utf8.GetBytes(text), cancel);
        return new(text, [new(keyName, signer.Key.NoteKeyId, signature)]);
    }

    /// <summary>
    /// True when the named key signed. Signatures of unknown keys are ignored; one that claims this key's name and id
    /// and does not verify spoils the note.
    /// </summary>
    public bool IsSignedBy(string keyName, VerificationKey key)
    {
        var claims = Signatures
            .Where(signature => signature.KeyName == keyName && signature.KeyId == key.NoteKeyId)
            .ToList();
        return claims.Count > 0 && claims.TrueForAll(claim => key.Verify(Utf8.GetBytes(Text), claim.Signature));
    }

    public byte[] ToBytes()
    {
        var note = new StringBuilder(Text).Append('\n');
        Span<byte> keyId = stackalloc byte[4];
        foreach (var signature in Signatures)
        {
            BinaryPrimitives.WriteUInt32BigEndian(keyId, signature.KeyId);
            byte[] blob = [.. keyId, .. signature.Signature];
            note.Append(Dash).Append(signature.KeyName).Append(' ').Append(Convert.ToBase64String(blob)).Append('\n');
        }

        return Utf8.GetBytes(note.ToString());
    }

    /// <summary>Reads a note; whatever the format forbids is <c>NOTE_MALFORMED</c>.</summary>
    public static Result<SignedNote> Parse(ReadOnlySpan<byte> bytes)
    {
        string note;
        try
        {
            note = Utf8.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return Malformed("not UTF-8");
        }

        if (note.Any(c => c < ' ' && c != '\n'))
            return Malformed("a control character");
        var textEnd = note.LastIndexOf("\n\n", StringComparison.Ordinal) + 1;
        if (textEnd == 0 || !note.EndsWith('\n'))
            return Malformed("no blank line before the signatures");
        var lines = note[(textEnd + 1)..].Split('\n')[..^1];
        if (lines.Length is 0 or > Limits.Signatures)
            return Malformed($"{lines.Length} signature lines");
        var signatures = lines.Select(ParseLine).ToList();
        return signatures.Exists(signature => signature is null)
            ? Malformed("a bad signature line")
            : new SignedNote(note[..textEnd], signatures!);
    }

    private static NoteSignature? ParseLine(string line)
    {
        if (!line.StartsWith(Dash, StringComparison.Ordinal))
            return null;
        var parts = line[Dash.Length..].Split(' ');
        if (parts.Length != 2 || !IsKeyName(parts[0]) || Base64.Standard(parts[1]) is not { Length: > 4 } blob)
            return null;
        return new(parts[0], BinaryPrimitives.ReadUInt32BigEndian(blob), blob[4..]);
    }

    private static bool IsKeyName(string name) =>
        name.Length > 0 && !name.Any(c => char.IsWhiteSpace(c) || c == '+' || c < ' ');

    private static Fault Malformed(string why) => new("NOTE_MALFORMED", $"not a signed note: {why}");
}

/// <summary>One signature line of a note: who says to have signed, and the signature bytes after the key id.</summary>
public sealed record NoteSignature(string KeyName, uint KeyId, byte[] Signature);
