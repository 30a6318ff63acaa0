using Bookseal.Books.Adjustments;
using Bookseal.Books.Company;
using Bookseal.Books.Ledger;
using Bookseal.Books.Values;
using Bookseal.Import;
using Bookseal.Import.BooksDirectory;
using Bookseal.Storage.Company;

namespace Bookseal.Web.Requests;

/// <summary>A batch of entries, as <c>bookseal post</c> takes them a line each.</summary>
/// <param name="Period">As the client named it; null for that of the first entry's date.</param>
internal sealed record JournalBody(string? Period, bool IsAdjustment, IReadOnlyList<JsonObject> Entries)
{
    private const string Invalid = "REQUEST_INVALID";

    /// <summary><c>REQUEST_INVALID</c>.</summary>
    public static Result<JournalBody> Read(JsonObject body)
    {
        var fields = new Fields(body, Invalid);
        var adjusts = fields.Has("adjust") && fields.Boolean("adjust");
        var entries = fields.Objects<JsonObject>("entries", entry => entry);
        var period = fields.OptionalText("period");
        return fields.Finish(() => new JournalBody(period, adjusts, entries));
    }

    /// <summary>The entries; the first fault of the first that is none, with its number in <c>where</c>.</summary>
    public Result<Entry[]> ReadEntries(MasterData master, PersonId postedBy)
    {
        if (Entries.Count == 0)
            return new Fault("BATCH_EMPTY", "a batch has at least one entry");
        var (faults, units) = (new ImportFaults(), new KnownUnits(master.Profile, []));
        using var lines = new MemoryStream();
        foreach (var entry in Entries)
        {
            lines.Write(CanonicalJson.ToBytes(entry));
            lines.WriteByte((byte)'\n');
        }

        var entries = EntriesFile.Read("entries", lines.ToArray(), master.Chart, units, postedBy, faults);
        return faults.IsEmpty ? entries.ToArray() : faults.Faults[0];
    }

    /// <summary>What <c>bookseal adjust</c> takes. <c>REQUEST_INVALID</c>.</summary>
    public static Result<Adjustment> ReadAdjustment(
        JsonObject body,
        PeriodCode period,
        CompanyProfile profile,
        string? key
    )
    {
        var fields = new Fields(body, Invalid);
        var currency = fields.OptionalText("currency", Currency.Parse) ?? profile.BaseCurrency;
        var type = fields.Text("type", AdjustmentTypes.Parse);
        var (debit, credit) = (fields.Text("debit", AccountCode.Parse), fields.Text("credit", AccountCode.Parse));
        var amount = fields.Text("amount", text => Money.Parse(text, currency));
        var date = fields.OptionalText("date", Dates.Parse) ?? profile.Calendar.LastDayOf(period);
        var (text, job) = (fields.Text("text"), fields.OptionalText("job"));
        var autoReverse = fields.Has("auto_reverse") ? fields.Boolean("auto_reverse") : (bool?)null;
        return fields.Finish(() =>
            new Adjustment(type, debit, credit, amount, date, text.Trim())
            {
                AutoReverse = autoReverse,
                Job = job,
                Key = key,
            }
        );
    }
}
