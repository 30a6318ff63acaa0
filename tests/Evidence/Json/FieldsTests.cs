using System.Text;
using Bookseal.Evidence.Json;

namespace Bookseal.Evidence.Tests.Json;

public sealed class FieldsTests
{
    private const string Hex = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    [Fact]
    public void Finish_EveryMemberRead_IsTheValue()
    {
        var fields = Of($$$"""{"t":"x","b":true,"n":-5,"d":"{{{Hex}}}","o":{},"l":["y"],"s":[{}]}""");
        var all = (
            fields.Text("t"),
            fields.Boolean("b"),
            fields.Integer("n"),
            fields.Text("d", Digest.Parse),
            fields.Object("o").Members.Count
        );
        var lists = (fields.Texts("l"), fields.Objects("s", Empty).Count);
        Assert.Equal(("x", true, -5L, Digest.Of("abc"u8), 0), fields.Finish(() => all).Value);
        Assert.Equal(["y"], lists.Item1);
        Assert.Equal(1, lists.Item2);
    }

    [Theory]
    [InlineData("text")]
    [InlineData("digest")]
    [InlineData("boolean")]
    [InlineData("integer")]
    [InlineData("object")]
    [InlineData("array")]
    [InlineData("texts")]
    [InlineData("objects")]
    public void Read_AMemberThatIsMissingOrOfAnotherType_IsTheFault(string kind)
    {
        Assert.Equal(("X", "member 'a' is missing"), Read("{}"));
        Assert.Equal(("X", "member 'a' has the wrong type"), Read("""{"a":null}"""));

        (string, string) Read(string json)
        {
            var fields = Of(json);
            _ = kind switch
            {
                "text" => (object)fields.Text("a"),
                "digest" => fields.Text("a", Digest.Parse),
                "boolean" => fields.Boolean("a"),
                "integer" => fields.Integer("a"),
                "object" => fields.Object("a"),
                "array" => fields.Array("a"),
                "texts" => fields.Texts("a"),
                _ => fields.Objects("a", Empty),
            };
            var fault = fields.Finish(() => "built").Fault;
            return (fault.Code, fault.Message);
        }
    }

    [Theory]
    [InlineData("9007199254740991", 9007199254740991)]
    [InlineData("-9007199254740991", -9007199254740991)]
    [InlineData("1e3", 1000)]
    [InlineData("5.0", 5)]
    [InlineData("-0", 0)]
    public void Integer_WithinWhatADoubleHoldsExactly_IsRead(string number, long expected)
    {
        var fields = Of($$"""{"a":{{number}}}""");
        var value = fields.Integer("a");
        Assert.Equal(expected, fields.Finish(() => value).Value);
    }

    [Theory]
    [InlineData("0.5")]
    [InlineData("1e-7")]
    [InlineData("9007199254740992")]
    [InlineData("-9007199254740992")]
    [InlineData("9007199254740993")] // reads as ...992: the reason for the limit
    [InlineData("1e300")]
    public void Integer_AFractionOrBeyondTheSafeRange_IsRefused(string number)
    {
        var fields = Of($$"""{"a":{{number}}}""");
        Assert.Equal(0, fields.Integer("a"));
        Assert.Equal("X", fields.Finish(() => 1).Fault.Code);
    }

    [Fact]
    public void Finish_AMemberNobodyRead_IsRefusedOnlyInAClosedFormat()
    {
        Assert.Equal("unknown member 'a'", Of("""{"a":1}""").Finish(() => 1).Fault.Message);
        Assert.Equal(1, Of("""{"a":1}""").Finish(() => 1, closed: false).Value);
    }

    [Fact]
    public void Finish_AfterSeveralFaults_TellsTheFirstAndDoesNotBuild()
    {
        var fields = Of("""{"a":1}""");
        fields.Text("b");
        fields.Text("a");
        Assert.Equal(
            "member 'b' is missing",
            fields.Finish<int>(() => throw new InvalidOperationException("built")).Fault.Message
        );
    }

    [Fact]
    public void Optional_AMemberThatIsAbsent_IsNullAndPresentMustStillFit()
    {
        var fields = Of("""{"d":"no digest"}""");
        Assert.Null(fields.OptionalText("a"));
        Assert.Null(fields.OptionalText<Digest>("a", Digest.Parse));
        Assert.Null(fields.OptionalObject<string>("a", Empty));
        fields.OptionalText<Digest>("d", Digest.Parse);
        Assert.StartsWith("'d': ", fields.Finish(() => 1).Fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Lists_AnItemOfAnotherType_IsTheFault()
    {
        var texts = Of("""{"a":["x",1]}""");
        Assert.Equal(["x"], texts.Texts("a"));
        Assert.False(texts.Finish(() => 1).IsOk);
        var objects = Of("""{"a":[{},"x"]}""");
        Assert.Single(objects.Objects("a", Empty));
        Assert.False(objects.Finish(() => 1).IsOk);
    }

    private static Fields Of(string json) => new(JsonText.ParseObject(Encoding.UTF8.GetBytes(json)).Value, "X");

    private static Result<string> Empty(JsonObject source) => new Fields(source, "X").Finish(() => "empty");
}
