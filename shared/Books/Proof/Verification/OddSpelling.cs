using System.Collections.Frozen;
using System.Text;
using System.Text.Json;
using Bookseal.Books.Values;

namespace Bookseal.Books.Proof.Verification;

/// <summary>
/// Ids in the inputs that look like others: the importer refuses them (<see cref="IdSpelling"/>), and books that were
/// imported before it did may hold some, so that they are told and not a failure.
/// </summary>
internal sealed class OddSpelling
{
    private static readonly FrozenSet<string> Names = FrozenSet.Create(
        StringComparer.Ordinal,
        "account",
        "applies_to",
        "code",
        "entity",
        "id",
        "job",
        "reference"
    );

    /// <summary>The first that was met; null where there is none.</summary>
    public Fault? First { get; private set; }

    /// <summary>Of any line of JSON. One that is none is for its own reader to say.</summary>
    public void Add(ReadOnlySpan<byte> json)
    {
        if (First is not null || Ascii.IsValid(json))
            return;
        try
        {
            Read(json);
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidOperationException)
        {
            // JsonException: no JSON. InvalidOperationException: a text of half characters.
        }
    }

    public void Tell(CheckList checks) =>
        checks.Good(
            "ids",
            First is null ? CheckOutcome.Verified : CheckOutcome.Attested,
            First is null
                ? "none has letters that look like others"
                : $"some have letters that look like others; compare them letter by letter: {First.Message}"
        );

    private void Read(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        var isId = false;
        while (First is null && reader.Read())
            if (reader.TokenType == JsonTokenType.PropertyName)
                isId = Names.Contains(reader.GetString()!);
            else if (isId && reader.TokenType == JsonTokenType.String)
                First = IdSpelling.Check(reader.GetString()!);
    }
}
