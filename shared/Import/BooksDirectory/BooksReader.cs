using Bookseal.Books.Accounts;
using Bookseal.Books.Company;
using Bookseal.Books.Ledger;
using Bookseal.Books.Values;
using Bookseal.Books.YearEnd;
using Bookseal.Import.DirectoryTables;
using Bookseal.Import.Hledger;
using Bookseal.Import.Ledgers;

namespace Bookseal.Import.BooksDirectory;

/// <summary>
/// Reads a books directory as a whole: everything that is wrong is said with file, line, column and code, and then
/// nothing is imported.
/// </summary>
public static class BooksReader
{
    private const string Subledgers = "SUBLEDGER_SOURCE_INVALID";

    /// <summary>The company's settings as all files of a directory that state some have them.</summary>
    public static Result<CompanyProfile> ReadSettings(IReadOnlyDictionary<string, SourceFile> files)
    {
        if (!ReadProfile(files[BooksFiles.Profile].ReadAll()).TryGet(out var profile, out var fault))
            return fault;
        if (!files.TryGetValue(BooksFiles.Checklist, out var checklist))
            return profile;
        var faults = new ImportFaults();
        profile = ChecklistReader.Read(checklist.ReadAll(), profile, faults);
        return faults.IsEmpty ? profile : faults.Faults[0];
    }

    /// <summary>Reads the profile alone, to know whose books these are.</summary>
    public static Result<CompanyProfile> ReadProfile(byte[] bytes) =>
        JsonText.ParseObject(bytes).Then(CompanyProfile.FromJson) is var result && result.IsOk
            ? result
            : result.Fault with
            {
                Where = result.Fault.Where ?? $"{BooksFiles.Profile}:1:1",
            };

    /// <param name="today">Where no day is given, no date is too late.</param>
    public static ImportedBooks? Read(
        IReadOnlyDictionary<string, byte[]> files,
        PersonId postedBy,
        ImportFaults faults,
        LedgerFile? ledger = null,
        DateOnly? today = null,
        TableWishes? wishes = null
    ) =>
        Read(
            files.ToDictionary(file => file.Key, file => SourceFile.Of(file.Value)),
            postedBy,
            today ?? DateOnly.MaxValue,
            faults,
            ledger,
            wishes: wishes
        );

    /// <summary>
    /// The journal files are read through now, and again whenever their entries are asked for; the other files are
    /// small, and kept.
    /// </summary>
    /// <param name="files">
    /// The files by name; only <c>bookseal.json</c> is required, and without <paramref name="ledger"/>
    /// <c>accounts.csv</c>.
    /// </param>
    /// <param name="postedBy">Who imports: the entries' poster.</param>
    /// <param name="today">The clock's date where the company is: entries are dated up to a year ahead.</param>
    /// <param name="ledger">The journal of another program, read in addition.</param>
    /// <param name="wishes">What is said of all CSVs beside mapping.json.</param>
    public static ImportedBooks? Read(
        IReadOnlyDictionary<string, SourceFile> files,
        PersonId postedBy,
        DateOnly today,
        ImportFaults faults,
        LedgerFile? ledger = null,
        IProgress<ImportProgress>? progress = null,
        TableWishes? wishes = null
    )
    {
        foreach (
            var name in ledger is null ? (string[])[BooksFiles.Profile, BooksFiles.Accounts] : [BooksFiles.Profile]
        )
            if (!files.ContainsKey(name))
                faults.Add($"{name}:1:1", "FILE_MISSING", $"the books directory has no {name}{HintOf(name)}");
        if (!faults.IsEmpty)
            return null;
        var small = files
            .Where(file => !BooksFiles.Journals.Contains(file.Key))
            .ToDictionary(file => file.Key, file => file.Value.ReadAll());
        if (!ReadProfile(small[BooksFiles.Profile]).TryGet(out var profile, out var fault))
        {
            faults.Add(fault);
            return null;
        }

        profile = small.TryGetValue(BooksFiles.Checklist, out var checklist)
            ? ChecklistReader.Read(checklist, profile, faults)
            : ChecklistReader.Follow(profile, profile.Checklist, $"{BooksFiles.Profile}:1:1", faults);
        var dates = EntryDates.At(profile.BooksStart, today);
        wishes ??= TableWishes.None;
        var known = faults.Faults.Count;
        var settings = TableSettings.Read(
            small.GetValueOrDefault(BooksFiles.Mapping),
            wishes,
            DirectoryForms.All,
            faults
        );
        if (faults.Faults.Count > known)
            return null; // without it nobody knows how the files are meant
        var tables = new TableSet(settings, faults);
        var journals = new JournalReader(files, dates, IdScope.Of(profile), postedBy, tables, progress);
        if (!settings.IsSaid)
            small.Remove(BooksFiles.Mapping); // it is of other programs' journals
        return Read(small, journals, profile, dates, postedBy, ledger, tables) is { } books
            ? books with
            {
                Sources = WithWishes(books.Sources, wishes),
            }
            : null;
    }

    private static string HintOf(string missing) =>
        missing == BooksFiles.Accounts
            ? $"; a journal of another program needs none: bookseal import DIR FILE --format {HledgerFile.Format}"
            : "";

    private static ImportedBooks? Read(
        IReadOnlyDictionary<string, byte[]> files,
        JournalReader journals,
        CompanyProfile profile,
        EntryDates dates,
        PersonId postedBy,
        LedgerFile? ledger,
        TableSet tables
    )
    {
        var faults = tables.Faults;
        var units = new KnownUnits(profile, ledger?.Said ?? []);
        if (units.Check(profile.BaseCurrency) is { } unknown)
            faults.Add(unknown with { Where = $"{BooksFiles.Profile}:1:1" });
        var chart = files.TryGetValue(BooksFiles.Accounts, out var bytes)
            ? AccountsReader.Read(bytes, tables)
            : ChartOfAccounts.Of([]).Value;
        var past = ledger?.Read(profile, chart, dates, postedBy, faults);
        chart = past?.Chart ?? chart;
        CheckRetainedEarnings(profile, chart, faults);
        CheckSubledgers(profile, chart, faults);
        var openings = files.TryGetValue(BooksFiles.Openings, out bytes)
            ? OpeningsReader.Read(bytes, chart, units, tables)
            : BalanceList.Empty;
        var yearEnd = new YearEndRules(chart, profile.RetainedEarnings, profile.Calendar, profile.BooksStart);
        var (entries, sources, candidates) = journals.Read(past?.Entries ?? [], chart, units, yearEnd);
        foreach (var (name, content) in files)
            sources[name] = Digest.Of(content);
        var items = files.TryGetValue(BooksFiles.Subledgers, out bytes)
            ? SubledgersReader.Read(bytes, units, tables)
            : [];
        var bank = BankReader.Read(files, units, tables);
        var books = new ImportedBooks(profile, chart, openings, entries, items, sources)
        {
            BankLines = bank,
            Assets = files.TryGetValue(BooksFiles.Assets, out bytes)
                ? AssetsReader.Read(bytes, chart, units, tables)
                : null,
            Prepaids = files.TryGetValue(BooksFiles.Prepaids, out bytes)
                ? PrepaidsReader.Read(bytes, chart, units, tables)
                : null,
            Rules = files.TryGetValue(BooksFiles.Rules, out bytes) ? RulesReader.Read(bytes, chart, faults) : null,
            Costs = files.TryGetValue(BooksFiles.Costs, out bytes) ? CostsReader.Read(bytes, chart, faults) : null,
            SourceSettings = files.TryGetValue(BooksFiles.Sources, out bytes)
                ? SourcesReader.Read(bytes, faults)
                : null,
            YearEndCandidates = candidates,
            FarAhead = journals.FarAhead,
            Tables = tables.Readings,
            Notices = tables.Notices,
        };
        if (past is not null)
            books = Add(books, past, ledger!, faults);
        return faults.IsEmpty ? books : null;
    }

    internal static ImportedBooks Add(ImportedBooks books, LedgerBooks past, LedgerFile ledger, ImportFaults faults)
    {
        var hasOpenings = past.Openings.Balances.Count > 0;
        if (hasOpenings && books.Openings.Balances.Count > 0)
            faults.Add(
                $"{BooksFiles.Openings}:2:1",
                "OPENINGS_TWICE",
                $"{ledger.Name} has transactions before the books start, which make up the opening balances; leave "
                    + "out these balances or those transactions"
            );
        var standing = ledger.Known.Openings;
        if (
            hasOpenings
            && ledger.SnapshotPrefix is null
            && standing.Balances.Count > 0
            && !IsSame(past.Openings, standing)
        )
            faults.Add(
                $"{ledger.Name}:1:1",
                "OPENINGS_DIFFER",
                "the books begin with other balances than this file carries into its first day. A part of a journal "
                    + "neither adds to them nor replaces them: write all of them in opening_balances.csv, import the "
                    + "directory, and leave what carries balances out of the file"
            );
        return books with
        {
            Openings = hasOpenings ? past.Openings : StandingOf(books.Openings, ledger),
            OpeningsFile = hasOpenings ? ledger.Name : books.OpeningsFile,
            Notices = [.. books.Notices, .. past.Notices],
            Sources = SourcesOf(books, ledger),
            FullSnapshotSource = ledger.SnapshotPrefix is { } prefix ? new(ledger.Name, prefix) : null,
        };
    }

    /// <summary>By their form: where the user keeps the files is nobody's business.</summary>
    private static Dictionary<string, Digest> SourcesOf(ImportedBooks books, LedgerFile ledger)
    {
        var sources = new Dictionary<string, Digest>(books.Sources) { [ledger.Form] = Digest.Of(ledger.Content) };
        foreach (var (what, content) in ledger.Beside)
            sources[$"{ledger.Form} {what}"] = Digest.Of(content);
        return sources;
    }

    /// <summary>Options decide how files are read, as a file would: the chain has the digest of these, too.</summary>
    private static IReadOnlyDictionary<string, Digest> WithWishes(
        IReadOnlyDictionary<string, Digest> sources,
        TableWishes wishes
    ) =>
        wishes.IsNone
            ? sources
            : new Dictionary<string, Digest>(sources) { ["options"] = CanonicalJson.DigestOf(wishes.ToJson()) };

    private static bool IsSame(BalanceList one, BalanceList other) =>
        one.ToBytes().AsSpan().SequenceEqual(other.ToBytes());

    /// <summary>A part of a journal does not say again with which balances the books began.</summary>
    private static BalanceList StandingOf(BalanceList openings, LedgerFile ledger) =>
        openings.Balances.Count > 0 ? openings : ledger.Known.Openings;

    /// <summary>A name that nothing goes by would be a rule that says nothing.</summary>
    private static void CheckSubledgers(CompanyProfile profile, ChartOfAccounts chart, ImportFaults faults)
    {
        if (!faults.IsEmpty)
            return;
        var banks = chart.BankSubledgers;
        var known = chart.Subledgers.Select(pair => pair.Subledger).ToHashSet();
        foreach (var name in profile.Subledgers.Named)
            if (!known.Contains(name))
                faults.Add($"{BooksFiles.Profile}:1:1", Subledgers, $"no account is tagged control:{name}");
            else if (banks.Contains(name) && profile.Subledgers.Of(name).Source != ItemSource.File)
                faults.Add(
                    $"{BooksFiles.Profile}:1:1",
                    Subledgers,
                    $"{name} is of bank accounts, which are reconciled with their statements: its source is 'file'"
                );
    }

    private static void CheckRetainedEarnings(CompanyProfile profile, ChartOfAccounts chart, ImportFaults faults)
    {
        if (faults.IsEmpty && chart.Find(profile.RetainedEarnings) is not { Type: AccountType.Equity })
            faults.Add(
                $"{BooksFiles.Profile}:1:1",
                "RETAINED_EARNINGS_INVALID",
                $"retained_earnings names {profile.RetainedEarnings}, which is not an equity account of the chart"
            );
    }
}
