using Bookseal.Books.Accounts;
using Bookseal.Books.Company;
using Bookseal.Books.Ledger;
using Bookseal.Books.Values;

namespace Bookseal.Import.BooksDirectory;

/// <summary>Reads a books directory as a whole: everything that is wrong is said with file, line, column and code, and then nothing is imported.</summary>
public static class BooksReader
{
    /// <summary>Reads the profile alone, to know whose books these are.</summary>
    public static Result<CompanyProfile> ReadProfile(byte[] bytes) => JsonText.ParseObject(bytes).Then(CompanyProfile.FromJson) is var result && result.IsOk
        ? result
        : result.Fault with { Where = result.Fault.Where ?? $"{BooksFiles.Profile}:1:1" };

    /// <param name="files">The contents by name; only <c>bookseal.json</c> and <c>accounts.csv</c> are required.</param>
    /// <param name="postedBy">Who imports: the entries' poster.</param>
    public static ImportedBooks? Read(IReadOnlyDictionary<string, byte[]> files, PersonId postedBy, ImportFaults faults)
    {
        foreach (var name in (string[])[BooksFiles.Profile, BooksFiles.Accounts])
            if (!files.ContainsKey(name)) faults.Add($"{name}:1:1", "FILE_MISSING", $"the books directory has no {name}");
        if (!faults.IsEmpty) return null;
        if (!ReadProfile(files[BooksFiles.Profile]).TryGet(out var profile, out var fault))
        {
            faults.Add(fault);
            return null;
        }

        var chart = AccountsReader.Read(BooksFiles.Accounts, files[BooksFiles.Accounts], faults);
        CheckRetainedEarnings(profile, chart, faults);
        var openings = files.TryGetValue(BooksFiles.Openings, out var bytes) ? OpeningsReader.Read(BooksFiles.Openings, bytes, chart, faults) : BalanceList.Empty;
        var entries = new EntryCollector(profile.BooksStart, faults);
        if (files.TryGetValue(BooksFiles.JournalCsv, out bytes)) JournalCsvReader.Read(BooksFiles.JournalCsv, bytes, chart, postedBy, entries, faults);
        if (files.TryGetValue(BooksFiles.JournalNdjson, out bytes)) JournalNdjsonReader.Read(BooksFiles.JournalNdjson, bytes, chart, postedBy, entries, faults);
        var items = files.TryGetValue(BooksFiles.Subledgers, out bytes) ? SubledgersReader.Read(BooksFiles.Subledgers, bytes, faults) : [];
        var bank = BankReader.Read(files, faults);
        if (!faults.IsEmpty) return null;
        return new(profile, chart, openings, entries.Entries, items, files.ToDictionary(file => file.Key, file => Digest.Of(file.Value))) { BankLines = bank };
    }

    private static void CheckRetainedEarnings(CompanyProfile profile, ChartOfAccounts chart, ImportFaults faults)
    {
        if (faults.IsEmpty && chart.Find(profile.RetainedEarnings) is not { Type: AccountType.Equity })
            faults.Add($"{BooksFiles.Profile}:1:1", "RETAINED_EARNINGS_INVALID", $"retained_earnings names {profile.RetainedEarnings}, which is not an equity account of accounts.csv");
    }
}
