using Bookseal.Evidence.Notes;
using Bookseal.Evidence.Signing;

namespace Bookseal.Evidence.Tests.Notes;

public sealed class SignedNoteTests
{
    private const string Name = "log.example/books";
    private const string Text = "log.example/books\n1\nx\n";

    [Fact]
    public async Task IsSignedBy_TheSignerAfterARoundTrip_IsTrue()
    {
        using var signer = LocalSigner.Generate();
        var note = SignedNote.Parse((await SignAsync(signer)).ToBytes()).Value;
        Assert.True(note.IsSignedBy(Name, signer.Key));
        Assert.Equal(signer.Key.NoteKeyId, note.Signatures[0].KeyId); // type 0x02: from the SPKI alone
    }

    [Fact]
    public async Task IsSignedBy_AnotherKeyNameOrText_IsFalse()
    {
        using var signer = LocalSigner.Generate();
        using var other = LocalSigner.Generate();
        var note = await SignAsync(signer);
        Assert.False(note.IsSignedBy(Name, other.Key));
        Assert.False(note.IsSignedBy("log.example/other", signer.Key));
        Assert.False((note with { Text = Text + "y\n" }).IsSignedBy(Name, signer.Key));
        Assert.False((note with { Signatures = [] }).IsSignedBy(Name, signer.Key));
    }

    [Fact]
    public async Task IsSignedBy_NextToSignaturesOfUnknownKeys_IsTrue()
    {
        // Verifiers MUST ignore unknown keys, even if they share a name or an id, but not both, with a known key.
        using var signer = LocalSigner.Generate();
        var note = await SignAsync(signer);
        note = note with
        {
            Signatures =
            [
                new("stranger.example", 1, [1]),
                new(Name, signer.Key.NoteKeyId ^ 1, [1]),
                new("stranger.example", signer.Key.NoteKeyId, [1]),
                .. note.Signatures,
            ],
        };
        Assert.True(SignedNote.Parse(note.ToBytes()).Value.IsSignedBy(Name, signer.Key));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task IsSignedBy_ABadSignatureOfTheSameKeyNextToAGoodOne_IsFalse(bool badFirst)
    {
        // If a signature from a known key fails to verify, clients SHOULD reject the whole note.
        using var signer = LocalSigner.Generate();
        var note = await SignAsync(signer);
        var bad = new NoteSignature(
            Name,
            signer.Key.NoteKeyId,
            await signer.SignMessageAsync("another text\n"u8.ToArray(), CancellationToken.None)
        );
        note = note with { Signatures = badFirst ? [bad, .. note.Signatures] : [.. note.Signatures, bad] };
        Assert.False(note.IsSignedBy(Name, signer.Key));
    }

    [Fact]
    public async Task IsSignedBy_TwoGoodSignaturesOfTheSameKey_IsTrue()
    {
        using var signer = LocalSigner.Generate();
        var note = await SignAsync(signer);
        Assert.True(
            (note with { Signatures = [.. note.Signatures, .. (await SignAsync(signer)).Signatures] }).IsSignedBy(
                Name,
                signer.Key
            )
        );
    }

    [Theory]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData("a+b")]
    [InlineData("a\u00a0b")]
    [InlineData("a\nb")]
    public async Task SignAsync_AKeyNameTheFormatForbids_Throws(string name)
    {
        using var signer = LocalSigner.Generate();
        await Assert.ThrowsAsync<ArgumentException>(async () =>
            await SignedNote.SignAsync(Text, name, signer, CancellationToken.None)
        );
    }

    private static ValueTask<SignedNote> SignAsync(LocalSigner signer) =>
        SignedNote.SignAsync(Text, Name, signer, CancellationToken.None);
}
