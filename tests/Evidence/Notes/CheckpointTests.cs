using Bookseal.Evidence.Notes;

namespace Bookseal.Evidence.Tests.Notes;

public sealed class CheckpointTests
{
    private const string Root = "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=";

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(long.MaxValue)]
    public void Parse_WhatToTextWrote_IsTheSameCheckpoint(long size)
    {
        var checkpoint = new Checkpoint("log.example/books", size, Digest.Of("root"u8));
        Assert.Equal(checkpoint, Checkpoint.Parse(checkpoint.ToText()).Value);
    }

    [Theory]
    [InlineData("extension\n")]
    [InlineData("one\ntwo words\n")]
    public void Parse_WithExtensionLines_IgnoresThem(string extensions) =>
        Assert.Equal(7, Checkpoint.Parse($"log.example\n7\n{Root}\n{extensions}").Value.Size);

    [Theory]
    [InlineData("")]
    [InlineData("\n\n\n")]
    [InlineData("o\n7\n")]
    [InlineData("\n7\n" + Root + "\n")]
    [InlineData("o\n7\n" + Root)] // no final newline
    [InlineData("o\n7\n" + Root + "\n\n")] // an empty extension line
    [InlineData("o\n7\n" + Root + "\n\nx\n")]
    [InlineData("o\n7\n" + Root + "\nx")]
    [InlineData("o\n\n7\n" + Root + "\n")]
    [InlineData("o\n07\n" + Root + "\n")]
    [InlineData("o\n00\n" + Root + "\n")]
    [InlineData("o\n-1\n" + Root + "\n")]
    [InlineData("o\n-0\n" + Root + "\n")]
    [InlineData("o\n+7\n" + Root + "\n")]
    [InlineData("o\n 7\n" + Root + "\n")]
    [InlineData("o\n7 \n" + Root + "\n")]
    [InlineData("o\n7\0\n" + Root + "\n")]
    [InlineData("o\n7.0\n" + Root + "\n")]
    [InlineData("o\n1e3\n" + Root + "\n")]
    [InlineData("o\n1,000\n" + Root + "\n")]
    [InlineData("o\n0x7\n" + Root + "\n")]
    [InlineData("o\n\u0667\n" + Root + "\n")] // an Arabic-Indic digit
    [InlineData("o\n9223372036854775808\n" + Root + "\n")] // 2^63: beyond the sizes that this library counts
    [InlineData("o\n7\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxqw==\n")] // 31 bytes
    [InlineData("o\n7\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2Ji\n")] // 33 bytes
    [InlineData("o\n7\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I\n")] // no padding
    [InlineData("o\n7\nCsUYapGGPo4dkMgIAUqom_Xajj7h2fB2MPA3j2jxq2I=\n")] // the other alphabet
    [InlineData("o\n7\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2J=\n")] // unused bits set
    [InlineData("o\n7\n" + Root + " \n")]
    public void Parse_AnyOtherText_IsRefused(string text) =>
        Assert.Equal("CHECKPOINT_MALFORMED", Checkpoint.Parse(text).Fault.Code);

    [Fact]
    public void Parse_DamagedText_NeverThrows() =>
        Property.Holds(
            Bytes.Damaged(System.Text.Encoding.UTF8.GetBytes($"o\n7\n{Root}\n")),
            bytes =>
                Checkpoint.Parse(System.Text.Encoding.Latin1.GetString(bytes)).TryGet(out _, out var fault)
                || fault.Code == "CHECKPOINT_MALFORMED",
            times: 2000
        );
}
