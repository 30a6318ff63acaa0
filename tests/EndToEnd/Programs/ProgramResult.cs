using System.Text;

namespace Bookseal.EndToEnd.Tests.Programs;

/// <summary>How a program ended, and what it wrote.</summary>
internal sealed record ProgramResult(int ExitCode, string Output, string Errors)
{
    /// <summary>The one JSON object on standard output; anything before or after it fails the test.</summary>
    public JsonObject Json
    {
        get
        {
            var parsed = JsonText.ParseObject(Encoding.UTF8.GetBytes(Output));
            Assert.True(parsed.IsOk, $"not one JSON object on standard output: {Output}{Errors}");
            return parsed.Value;
        }
    }

    public string Text(string member) =>
        Json[member] is JsonString text
            ? text.Value
            : throw new InvalidOperationException($"no text '{member}' in {Output}");

    public bool Flag(string member) =>
        Json[member] is JsonBoolean flag
            ? flag.Value
            : throw new InvalidOperationException($"no flag '{member}' in {Output}");

    public ProgramResult Exits(int code)
    {
        Assert.True(ExitCode == code, $"exit code {ExitCode} instead of {code}\n{Output}\n{Errors}");
        return this;
    }

    /// <summary>Refused with this code, on standard error for people.</summary>
    public ProgramResult Refuses(int code, string fault)
    {
        Exits(code);
        Assert.Contains(fault, Errors, StringComparison.Ordinal);
        return this;
    }
}
