using System.Text;
using Bookseal.Evidence.Notes;

namespace Bookseal.Evidence.Tests.Notes;

/// <summary>The format rules of c2sp.org/signed-note. AAAAAAE= is key id 0 and one signature byte.</summary>
public sealed class SignedNoteParseTests
{
    private const string Line = "— key.example AAAAAAE=\n";

    [Theory]
    [InlineData("text\n", 1)]
    [InlineData("\n", 1)]
    [InlineData("one\n\n\nlast\n", 2)]
    [InlineData("— not.a.signature AAAAAAE=\n", 1)]
    [InlineData("text\n\n— key.example AAAAAAE=\n", 1)] // a signed note inside a note: the last empty line separates
    [InlineData("\u007f\u0085\ufeff\n", 1)] // only the controls below U+0020 are forbidden
    public void Parse_AnyAllowedText_IsKeptToTheByte(string text, int signatures)
    {
        var bytes = Encoding.UTF8.GetBytes(text + "\n" + string.Concat(Enumerable.Repeat(Line, signatures)));
        var note = SignedNote.Parse(bytes).Value;
        Assert.Equal(text, note.Text);
        Assert.Equal(signatures, note.Signatures.Count);
        Assert.Equal(bytes, note.ToBytes());
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n")]
    [InlineData("\n\n")]
    [InlineData("text\n")]
    [InlineData("text\n\n")] // no signature
    [InlineData("text\n\n\n")]
    [InlineData("text\n" + Line)] // no blank line
    [InlineData("text\n\n— key.example AAAAAAE=")] // no final newline
    [InlineData("text\n\n" + Line + "\n")]
    [InlineData("text\n\n" + Line + "more\n")]
    [InlineData("te\txt\n\n" + Line)]
    [InlineData("text\r\n\n" + Line)]
    [InlineData("te\0xt\n\n" + Line)]
    [InlineData("te\u001fxt\n\n" + Line)]
    [InlineData("text\n\n— key.example AAAAAAE=\r\n")]
    [InlineData("text\n\n- key.example AAAAAAE=\n")]
    [InlineData("text\n\n—key.example AAAAAAE=\n")]
    [InlineData("text\n\n—  AAAAAAE=\n")]
    [InlineData("text\n\n— AAAAAAE=\n")]
    [InlineData("text\n\n— key example AAAAAAE=\n")]
    [InlineData("text\n\n— key\u00a0example AAAAAAE=\n")]
    [InlineData("text\n\n— key\u2003example AAAAAAE=\n")]
    [InlineData("text\n\n— key+example AAAAAAE=\n")]
    [InlineData("text\n\n— key.example  AAAAAAE=\n")]
    [InlineData("text\n\n— key.example AAAAAAE= \n")]
    [InlineData("text\n\n— key.example\n")]
    [InlineData("text\n\n— key.example AAAAAA==\n")] // a key id without a signature
    [InlineData("text\n\n— key.example AAAAAAE\n")] // no padding
    [InlineData("text\n\n— key.example AAAAAAF=\n")] // unused bits set
    [InlineData("text\n\n— key.example AAAA-_8=\n")] // the other alphabet
    [InlineData("text\n\n— key.example AAAA!AE=\n")]
    public void Parse_WhatTheFormatForbids_IsRefused(string note) =>
        Assert.Equal("NOTE_MALFORMED", SignedNote.Parse(Encoding.UTF8.GetBytes(note)).Fault.Code);

    [Fact]
    public void Parse_BytesThatAreNotUtf8_AreRefused() =>
        Assert.Equal(
            "NOTE_MALFORMED",
            SignedNote.Parse([0xff, .. Encoding.UTF8.GetBytes("text\n\n" + Line)]).Fault.Code
        );

    [Theory]
    [InlineData(16, true)] // verifiers MUST accept at least 16
    [InlineData(64, true)]
    [InlineData(65, false)]
    public void Parse_ManySignatures_AreLimited(int count, bool accepted) =>
        Assert.Equal(
            accepted,
            SignedNote.Parse(Encoding.UTF8.GetBytes("text\n\n" + string.Concat(Enumerable.Repeat(Line, count)))).IsOk
        );

    [Fact]
    public void Parse_DamagedNotes_NeverThrowsAndKeepsTheBytes() =>
        Property.Holds(
            Bytes.Damaged(Encoding.UTF8.GetBytes("è\n\nb\n\n" + Line + Line)),
            bytes =>
                SignedNote.Parse(bytes).TryGet(out var note, out var fault)
                    ? note.ToBytes().AsSpan().SequenceEqual(bytes)
                    : fault.Code == "NOTE_MALFORMED",
            times: 3000
        );
}
