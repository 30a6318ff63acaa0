using System.Globalization;
using Bookseal.Books.Schedules;
using Bookseal.Fuzz.Running;
using Bookseal.Import;
using Bookseal.Import.BooksDirectory;
using Bookseal.Import.Hledger;
using Bookseal.TestHost.Scenario;

namespace Bookseal.Fuzz.Imports;

/// <summary>One mutated books directory: read into books that are sound, or into faults that say where.</summary>
internal sealed class ImportCase(Dictionary<string, byte[]> files) : IFuzzCase
{
    public IEnumerable<KeyValuePair<string, byte[]>> Files => files;

    public Verdict Judge()
    {
        var faults = new ImportFaults();
        var directory = files.Where(file => file.Key != ImportTarget.LedgerFile).ToDictionary();
        var ledger = files.TryGetValue(ImportTarget.LedgerFile, out var content)
            ? new HledgerFile(ImportTarget.LedgerFile, content, CommodityNames.Default)
            : null;
        var books = BooksReader.Read(directory, SmallBooks.Bookkeeper, faults, ledger);
        if (books is not null)
            return new("accepted", faults.IsEmpty ? Unsound(books) : "books and faults");
        if (faults.IsEmpty || faults.Faults.Count > Limits.ImportFaults)
            return new("refused", $"{faults.Faults.Count} faults");
        return new(
            faults.Faults[0].Code,
            faults.Faults.FirstOrDefault(fault =>
                !IsPlace(fault.Where) || fault.Code.Length == 0 || fault.Message.Length == 0
            )
                is { } vague
                ? $"a fault without a place: {vague}"
                : null
        );
    }

    /// <summary>file:line:column of a file that there is or should be, and a line that it has.</summary>
    private bool IsPlace(string? where)
    {
        if (where?.Split(':') is not [var file, var line, var column])
            return false;
        if (
            !Place(line, out var row)
            || !Place(column, out _)
            || !files.ContainsKey(file) && !BooksFiles.All.Contains(file)
        )
            return false;
        return row <= 1 + files.GetValueOrDefault(file, []).Count(value => value is (byte)'\n' or (byte)'\r');
    }

    private static bool Place(string text, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number >= 1;

    private static string? Unsound(ImportedBooks books)
    {
        List<Books.Ledger.Entry> entries = [.. books.Entries.Read()];
        if (entries.Count != books.Entries.Count)
            return $"read again the entries are others: {entries.Count} of {books.Entries.Count}";
        var bad = entries.Find(entry =>
            entry.Imbalances.Count > 0
            || entry.Lines.Count is 0 or > Limits.EntryLines
            || entry.Date < books.Profile.BooksStart
            || entry.Lines.Any(line =>
                books.Chart.Find(line.Account) is null
                || line.DebitMinor < 0
                || line.CreditMinor < 0
                || line.Currency == default
            )
        );
        if (bad is not null)
            return $"entry {bad.Id} is not sound";
        if (entries.Select(entry => entry.Id).Distinct().Count() != entries.Count)
            return "two entries have one id";
        if (entries.Exists(entry => !Books.Ledger.EntryCodec.Decode(Books.Ledger.EntryCodec.Encode(entry)).IsOk))
            return "an entry cannot be read again from the journal";
        if (books.SubledgerItems.Any(item => !Books.Subledgers.SubledgerItem.Decode(item.Encode()).IsOk))
            return "a subledger item cannot be read again";
        if (books.Openings.Balances.Any(balance => books.Chart.Find(balance.Account) is null))
            return "openings of an unknown account";
        if (UnsoundSchedule(books) is { } schedule)
            return schedule;
        return books
            .Openings.Balances.GroupBy(balance => balance.Currency)
            .Any(group => group.Aggregate((Int128)0, (sum, balance) => sum + balance.BalanceMinor) != 0)
            ? "openings do not balance"
            : null;
    }

    private static string? UnsoundSchedule(ImportedBooks books)
    {
        var register = ScheduleRegister.Of(books.Assets ?? [], books.Prepaids ?? []);
        if (ScheduleRegister.FromBytes(register.ToBytes()) is { IsOk: false } unread)
            return $"the schedules cannot be read again: {unread.Fault}";
        foreach (var schedule in register.Schedules())
            if (schedule.Months.TotalMinor > schedule.CostMinor || schedule.Months.Count > Limits.ScheduleMonths + 1)
                return $"schedule {schedule.Id} is not sound";
        return null;
    }
}
