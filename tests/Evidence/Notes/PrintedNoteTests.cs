using System.Text;
using Bookseal.Evidence.Notes;

namespace Bookseal.Evidence.Tests.Notes;

/// <summary>
/// The examples that c2sp.org/signed-note and c2sp.org/tlog-checkpoint print. Their keys are Ed25519, so only the form
/// is checked.
/// </summary>
public sealed class PrintedNoteTests
{
    private const string Poem =
        "Ognuno sta solo sul cuor della terra\ntrafitto da un raggio di sole:\n\ned è subito sera.\n";

    private const string PoemSignature =
        "— quasimodo.example/salvatore "
        + "NnugSzTjtVAewIS+Z/iJhUPeFDkO/5QQ2i5ddnGITLlC+EhfLW9oJKONrMouFSQU0xMcXxj99ihAQwaqP3ZekRwNtIc=\n";

    private const string FooSignature =
        "— example.com/foo "
        + "Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n";

    private const string LogText =
        "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n";

    private const string LogSignature =
        "— example.com/behind-the-sofa "
        + "Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=\n";

    [Theory]
    // The id its verifier key prints.
    [InlineData("This is an example message.\n", FooSignature, "example.com/foo", 0x530d903a)]
    [InlineData(Poem, PoemSignature, "quasimodo.example/salvatore", 0x367ba04b)] // has an empty line in its text
    [InlineData(LogText, LogSignature, "example.com/behind-the-sofa", 0x033de0ae)]
    public void Parse_APrintedNote_IsItsPartsAndTheSameBytesAgain(
        string text,
        string signatureLine,
        string keyName,
        uint keyId
    )
    {
        var bytes = Encoding.UTF8.GetBytes(text + "\n" + signatureLine);
        var note = SignedNote.Parse(bytes).Value;
        Assert.Equal(text, note.Text);
        var signature = Assert.Single(note.Signatures);
        Assert.Equal((keyName, keyId, 64), (signature.KeyName, signature.KeyId, signature.Signature.Length));
        Assert.Equal(bytes, note.ToBytes());
    }

    [Fact]
    public void Parse_ThePrintedCheckpoint_IsItsPartsAndTheSameTextAgain()
    {
        var checkpoint = Checkpoint.Parse(LogText).Value;
        var root = Digest.FromBytes(Convert.FromBase64String("CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I="));
        Assert.Equal(new("example.com/behind-the-sofa", 20852163, root), checkpoint);
        Assert.Equal(LogText, checkpoint.ToText());
    }
}
