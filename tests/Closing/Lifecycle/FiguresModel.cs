using System.Text;
using Bookseal.Books.Values;
using Bookseal.Import;
using Bookseal.Import.BooksDirectory;
using Bookseal.TestHost.Scenario;

namespace Bookseal.Closing.Tests.Lifecycle;

/// <summary>
/// A company's books in a few lines of arithmetic: which line stands in which month, and what the statements of a month
/// are by the settings in force. Shares no code with the product.
/// </summary>
internal sealed class FiguresModel
{
    public const int Edits = 8;
    private readonly List<Line> _lines = [];
    private readonly HashSet<PeriodCode> _closed = [];

    public ModelSettings Settings { get; set; } = new(2, "Rent", "asset", "expense", "equity", "EUR");

    /// <summary>Some change of the master data; what may change and what not is for the product to say.</summary>
    public static ModelSettings Edit(ModelSettings settings, int number) =>
        number switch
        {
            0 => settings with { FiscalYearEndMonth = 3 },
            1 => settings with { FiscalYearEndMonth = 2 },
            2 => settings with { Label = settings.Label + "s" },
            3 => settings with { Deposits = settings.Deposits == "asset" ? "liability" : "asset" },
            4 => settings with { Rent = settings.Rent == "expense" ? "asset" : "expense" },
            5 => settings with { Loan = settings.Loan == "equity" ? "liability" : "equity" },
            6 => settings with { Rent = settings.Rent == "expense" ? "revenue" : "expense" },
            7 => settings with { BaseCurrency = settings.BaseCurrency == "USD" ? "EUR" : "USD" },
            _ => throw new ArgumentOutOfRangeException(nameof(number)),
        };

    /// <summary>A line of its own month, or of the first open one where that is closed.</summary>
    public void Add(DateOnly date, int amount, PeriodCode firstOpen)
    {
        var own = PeriodCode.Of(date);
        // What is bought and sold changes with the amount, so that all accounts have their share.
        var (debit, credit) = (amount % 5) switch
        {
            0 => ("6000", "1000"),
            1 => ("1000", "4000"),
            2 => ("1500", "1000"),
            3 => ("1000", "2500"),
            _ => ("6000", "1500"),
        };
        _lines.Add(new($"E{_lines.Count + 1}", date, own < firstOpen ? firstOpen : own, debit, credit, amount * 100));
    }

    /// <summary>
    /// Gives a line another date; null where there is no such line, or it has that date. Allowed where its month and
    /// the new one are open, and it never was a late item.
    /// </summary>
    public (bool IsAllowed, Action Restore)? Move(int number, DateOnly date, PeriodCode firstOpen)
    {
        if (_lines.Count == 0)
            return null;
        var (at, target) = (number % _lines.Count, PeriodCode.Of(date));
        var line = _lines[at];
        if (line.Date == date)
            return null;
        var isLate = PeriodCode.Of(line.Date) != line.Period;
        // A late item whose own date is corrected stays in the month that took it.
        var stays = isLate && target < firstOpen && line.Period == firstOpen;
        _lines[at] = line with { Date = date, Period = stays ? line.Period : target };
        var isBetweenOpen = !isLate && line.Period >= firstOpen && target >= firstOpen;
        return (stays || isBetweenOpen, () => _lines[at] = line);
    }

    public void Close(PeriodCode period) => _closed.Add(period);

    public void Reopen(PeriodCode period) => _closed.Remove(period);

    public Figures FiguresOf(PeriodCode period)
    {
        var year = YearOf(period);
        var month = _lines.Where(line => line.Period == period).ToList();
        var toDate = _lines.Where(line => line.Period <= period && YearOf(line.Period) == year).ToList();
        var all = _lines.Where(line => line.Period <= period).ToList();
        var isYearEnd = period.Month == Settings.FiscalYearEndMonth;
        return new(
            Revenue(month),
            NetIncome(month),
            NetIncome(toDate),
            Sum(all, "asset"),
            -Sum(all, "liability"),
            isYearEnd ? 0 : NetIncome(toDate)
        );
    }

    public ImportedBooks Read()
    {
        var journal = new StringBuilder(
            "entry_id,date,description,account,debit,credit,currency,subledger,entity,reference,job,kind\n"
        );
        foreach (var line in _lines)
        {
            var (date, amount) = ($"{line.Date:yyyy-MM-dd}", $"{line.AmountMinor / 100}.00");
            journal.Append($"{line.Id},{date},Line,{line.Debit},{amount},,EUR,,,,,standard\n");
            journal.Append($"{line.Id},{date},Line,{line.Credit},,{amount},EUR,,,,,standard\n");
        }

        var files = SmallBooks.Files.ToDictionary();
        var profile = Encoding.UTF8.GetString(files[BooksFiles.Profile]);
        files[BooksFiles.Profile] = Text(
            profile
                .Replace(
                    "\"fiscal_year_end_month\":12",
                    $"\"fiscal_year_end_month\":{Settings.FiscalYearEndMonth}",
                    StringComparison.Ordinal
                )
                .Replace(
                    "\"base_currency\":\"USD\"",
                    $"\"base_currency\":\"{Settings.BaseCurrency}\"",
                    StringComparison.Ordinal
                )
                .Replace("\"segregation\"", "\"reopen\":\"approver\",\"segregation\"", StringComparison.Ordinal)
        );
        files[BooksFiles.Accounts] = Text(
            $"code,name,type,tags\n1000,Bank,asset,\n1500,Deposits,{Settings.Deposits},\n2500,Loan,{Settings.Loan},\n"
                + $"3200,Retained earnings,equity,\n4000,Sales,revenue,\n6000,{Settings.Label},{Settings.Rent},\n"
        );
        files[BooksFiles.JournalCsv] = Text($"{journal}");
        files.Remove(BooksFiles.Openings);
        files.Remove(BooksFiles.Subledgers);
        var faults = new ImportFaults();
        return BooksReader.Read(files, SmallBooks.Bookkeeper, faults)
            ?? throw new InvalidOperationException($"the model's books are wrong: {faults.Faults[0]}");
    }

    private int YearOf(PeriodCode period) => period.Month > Settings.FiscalYearEndMonth ? period.Year + 1 : period.Year;

    private long Revenue(IEnumerable<Line> lines) => -Sum(lines, "revenue");

    private long NetIncome(IReadOnlyCollection<Line> lines) => -Sum(lines, "revenue") - Sum(lines, "expense");

    private long Sum(IEnumerable<Line> lines, string type) =>
        lines.Sum(line =>
            (TypeOf(line.Debit) == type ? line.AmountMinor : 0) - (TypeOf(line.Credit) == type ? line.AmountMinor : 0)
        );

    private string TypeOf(string account) =>
        account switch
        {
            "1000" => "asset",
            "1500" => Settings.Deposits,
            "2500" => Settings.Loan,
            "4000" => "revenue",
            _ => Settings.Rent,
        };

    private static byte[] Text(string text) => Encoding.UTF8.GetBytes(text);

    private sealed record Line(
        string Id,
        DateOnly Date,
        PeriodCode Period,
        string Debit,
        string Credit,
        long AmountMinor
    );
}

/// <summary>Master data that decide figures, and a label that decides none.</summary>
internal sealed record ModelSettings(
    int FiscalYearEndMonth,
    string Label,
    string Deposits,
    string Rent,
    string Loan,
    string BaseCurrency
);
