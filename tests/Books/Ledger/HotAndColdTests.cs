using System.Text;
using System.Text.Json;
using Bookseal.Books.Ledger;
using FsCheck.Fluent;

namespace Bookseal.Books.Tests.Ledger;

/// <summary>
/// The fold's hot reader against the complete one. What the complete one reads, the hot one reads as the same. What
/// only the hot one reads differs from a good line in nothing that the fold looks at: blanks between tokens, the order
/// within batch, the values of texts that it skips (entity, job, subledger, origin, reverses, run, task), an escape in
/// description or reference that the writer would not have used, and the characters of an id that it does not need
/// because its entry balances and was not late. The raw bytes are hashed either way.
/// </summary>
public sealed class HotAndColdTests
{
    [Fact]
    public void Fold_OfAnyReadableEntry_IsWhatTheCompleteReaderReads() =>
        Property.Holds(
            Entries.Any.ArrayOf(),
            entries =>
            {
                var lines = entries.Select(EntryCodec.Encode).ToArray();
                var fold = Some.FoldLines(lines);
                return fold.FaultCount == 0 && ColdFold.Of(fold) == ColdFold.Of(lines);
            }
        );

    [Fact]
    public void Fold_OfRelatedEntries_IsWhatTheCompleteReaderReads() =>
        Property.Holds(
            Entries.Related.ArrayOf(),
            entries =>
            {
                var lines = entries.Select(EntryCodec.Encode).ToArray();
                return ColdFold.Of(Some.FoldLines(lines)) == ColdFold.Of(lines);
            },
            times: 500
        );

    [Fact]
    public void Fold_OfDamagedLines_FaultsOnlyWhatTheCompleteReaderRefuses() =>
        Property.Holds(Entries.Any.SelectMany(entry => Bytes.Damaged(EntryCodec.Encode(entry))), Agree, times: 3000);

    [Fact]
    public void Fold_OfRandomBytes_Faults() =>
        Property.Holds(Bytes.Random, bytes => Some.FoldLines([bytes]).FaultCount == 1);

    [Theory]
    [InlineData(
        """
            {"by":"n","date":"2026-01-15","description":"","id":"E1","kind":"standard","lines":[{"account":"1",
            """
            + """
                "currency":"USD","debit":0}]}
                """,
        true
    )]
    [InlineData(
        """
            { "by":"n","date":"2026-01-15","description":"","id":"E1","kind":"standard","lines":[{"account":"1",
            """
            + """
                "currency":"USD","debit":0}]}
                """,
        true
    )]
    [InlineData(
        """
            {"by":"n","date":"2026-01-15","description":"","id":"E1","kind":"standard","lines":[{"account":"1",
            """
            + """
                "currency":"USD","debit":0}],"run":"x"}
                """,
        false
    )]
    [InlineData(
        """
            {"by":"n","date":"2026-01-15","description":7,"id":"E1","kind":"standard","lines":[{"account":"1",
            """
            + """
                "currency":"USD","debit":0}]}
                """,
        false
    )]
    [InlineData(
        """
            {"by":"n","date":"2026-01-15","description":"\ud800","id":"E1","kind":"standard",
            """
            + """
                "lines":[{"account":"1","currency":"USD","debit":0}]}
                """,
        false
    )]
    [InlineData(
        """
            {"by":"n","date":"2026-01-15","description":"","id":"E1","kind":"standard","lines":[{"account":"1",
            """
            + """
                "currency":"USD","debit":0,"reference":"\udc00"}]}
                """,
        false
    )]
    [InlineData(
        """
            {"auto_reverse":true,"by":"n","date":"2026-01-15","description":"","id":"E1","kind":"standard",
            """
            + """
                "lines":[{"account":"1","currency":"USD","debit":0}],"original_date":"2025-12-31"}
                """,
        true
    )]
    [InlineData(
        """
            {"auto_reverse":false,"by":"n","date":"2026-01-15","description":"","id":"E1","kind":"standard",
            """
            + """
                "lines":[{"account":"1","currency":"USD","debit":0}]}
                """,
        false
    )]
    [InlineData(
        """
            {"by":"n","date":"2026-01-15","description":"","id":"E1","kind":"standard","lines":[{"account":"1",
            """
            + """
                "currency":"USD","debit":0}],"original_date":"2025-02-30"}
                """,
        false
    )]
    [InlineData(
        """
            {"by":"n","date":"2026-01-15","description":"","id":" E1 ","kind":"standard",
            """
            + """
                "lines":[{"account":"1","currency":"USD","debit":0}]}
                """,
        true
    )]
    [InlineData(
        """
            {"batch":7,"by":"n","date":"2026-01-15","description":"","id":"E1","kind":"standard",
            """
            + """
                "lines":[{"account":"1","currency":"USD","debit":0}]}
                """,
        false
    )]
    [InlineData(
        """
            {"by":"n","date":"2026-01-15","description":"","id":" E1 ","kind":"standard",
            """
            + """
                "lines":[{"account":"1","currency":"USD","debit":1}]}
                """,
        false
    )]
    [InlineData(
        """
            {"by":"n","date":"2026-01-15","description":"","id":"E1","kind":"standard","lines":[{"account":"1",
            """
            + """
                "credit":0,"currency":"USD","debit":0}]}
                """,
        false
    )]
    [InlineData(
        """
            {"by":"n","date":"2026-01-15","description":"","id":"E1","kind":"standard","lines":[{"account":"1",
            """
            + """
                "credit":0,"currency":"USD"}]}
                """,
        false
    )]
    [InlineData(
        """
            {"by":"n","date":"2026-01-15","description":"","id":"E1","kind":"standard","lines":[{"account":"1",
            """
            + """
                "currency":"USD","debit":-0}]}
                """,
        false
    )]
    [InlineData("""{"by":"n","date":"2026-01-15","description":"","id":"E1","kind":"standard","lines":[]}""", false)]
    [InlineData(
        """
            {"by":"n","date":"2026-01-15","description":"","id":"E1","kind":"standard","lines":[{"account":" 1",
            """
            + """
                "currency":"USD","debit":0}]}
                """,
        false
    )]
    [InlineData(
        """
            {"by":"N","date":"2026-01-15","description":"","id":"E1","kind":"standard","lines":[{"account":"1",
            """
            + """
                "currency":"USD","debit":0}]}
                """,
        false
    )]
    public void Fold_OfOneLine_FaultsOrNot(string line, bool isRead)
    {
        Assert.Equal(isRead ? 0 : 1, Some.FoldLines([Encoding.UTF8.GetBytes(line)]).FaultCount);
        Assert.True(Agree(Encoding.UTF8.GetBytes(line)));
    }

    private static bool Agree(byte[] line)
    {
        var hot = Some.FoldLines([line]);
        if (EntryCodec.DecodeTree(line).IsOk)
            return hot.FaultCount == 0 && ColdFold.Of(hot) == ColdFold.Of([line]);
        if (hot.FaultCount == 1)
            return true;
        var essence = Essence(line, hot.Unbalanced.Count == 0);
        return EntryCodec.DecodeTree(essence).IsOk && ColdFold.Of(hot) == ColdFold.Of([essence]);
    }

    /// <summary>The line with nothing but what the fold looks at.</summary>
    private static byte[] Essence(byte[] line, bool isBalanced)
    {
        using var document = JsonDocument.Parse(line);
        var root = document.RootElement;
        var isLate = root.TryGetProperty("original_date", out var original);
        return CanonicalJson.ToBytes(
            JsonObject.Of(
                (
                    "batch",
                    root.TryGetProperty("batch", out var batch)
                        ? JsonText.Parse(Encoding.UTF8.GetBytes(batch.GetRawText())).Value
                        : null
                ),
                ("by", root.GetProperty("by").GetString()),
                ("date", root.GetProperty("date").GetString()),
                ("description", ""),
                ("edit", root.TryGetProperty("edit", out var edit) ? edit.GetString() : null),
                ("reverses", edit.ValueKind == JsonValueKind.String ? "any" : null),
                ("scope", !isBalanced && root.TryGetProperty("scope", out var scope) ? scope.GetString() : null),
                ("kind", root.GetProperty("kind").GetString()),
                (
                    "corrects",
                    !isBalanced && root.TryGetProperty("corrects", out var corrects) ? corrects.GetString() : null
                ),
                (
                    "id",
                    !isLate && (isBalanced || root.TryGetProperty("corrects", out _))
                        ? "any"
                        : root.GetProperty("id").GetString()
                ),
                ("original_date", isLate ? original.GetString() : null),
                (
                    "lines",
                    new JsonArray(
                        root.GetProperty("lines")
                            .EnumerateArray()
                            .Select(item =>
                                JsonObject.Of(
                                    ("account", item.GetProperty("account").GetString()),
                                    ("currency", item.GetProperty("currency").GetString()),
                                    ("credit", Amount(item, "credit")),
                                    ("debit", Amount(item, "debit"))
                                )
                            )
                    )
                )
            )
        );
    }

    private static JsonValue? Amount(JsonElement line, string side) =>
        line.TryGetProperty(side, out var amount) ? (JsonValue)amount.GetInt64() : null;
}
