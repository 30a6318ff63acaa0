using Bookseal.Fuzz.Fixtures;
using Bookseal.Fuzz.Mutators;
using Bookseal.Fuzz.Running;
using Bookseal.Import.BooksDirectory;

namespace Bookseal.Fuzz.Imports;

/// <summary>Mutated books directories, with and without a journal of hledger.</summary>
public sealed class ImportTarget : IFuzzTarget
{
    public const string LedgerFile = "ledger.csv";

    private static readonly Dictionary<string, byte[]> Directory = new(FuzzBooks.Files)
    {
        [BooksFiles.JournalNdjson] = FuzzBooks.JournalNdjson,
        [BooksFiles.Assets] = FuzzBooks.Text(
            "id,account,accumulated,expense,cost,residual,currency,in_service,disposal,life_months,method,rate,"
                + "convention,description\n"
                + "VAN,1100,1100,6000,46800.00,6000,EUR,2023-04-10,,60,declining-balance,33.3333,pro-rata,Van\n"
                + "PC,1100,1100,6000,99.99,0,USD,2026-01-31,2026-09-16,36,straight-line,,full-month,\"A \"\"PC\"\"\"\n"
        ),
        [BooksFiles.Prepaids] = FuzzBooks.Text(
            "id,account,expense,amount,currency,start,end,months,convention,description\n"
                + "INS,1100,6000,14400.00,EUR,2025-10-15,,12,full-month,Insurance\n"
                + "FAIR,1100,6000,10,USD,2026-02-10,2026-02-12,,pro-rata,\n"
        ),
    };
    private static readonly Dictionary<string, byte[]> Ledger = new()
    {
        [BooksFiles.Profile] = FuzzBooks.Files[BooksFiles.Profile],
        [LedgerFile] = FuzzBooks.Text(
            """"
            "txnidx","date","date2","status","code","description","comment","account","amount","commodity",
            """"
                + """"
                "credit","debit","posting-status","posting-comment"
                "1","2025-11-30","","*","","Before","","Assets:Bank","7.00","USD","","7.00","",""
                "1","2025-11-30","","*","","Before","","Equity:Opening","-7.00","USD","7.00","","",""
                "2","2026-01-05","","*","K-1","Sale ""x""","","Assets:Bank","12.50","$","","12.50","",""
                "2","2026-01-05","","*","K-1","Sale ""x""","","Income:Sales","-12.50","$","12.50","","",""
                "3","2026-02-05","","!","","Two
                lines","tag:x","Assets:Hours","4.62","VACHR","","4.62","",""
                "3","2026-02-05","","!","","Two
                lines","tag:x","Assets:Euro","1","€","","1","",""
                "3","2026-02-05","","!","","Two
                lines","tag:x","Income:Work","-4.62","VACHR","4.62","","",""
                "3","2026-02-05","","!","","Two
                lines","tag:x","Income:Work","-1","€","1","","",""

                """"
        ),
    };

    public string Name => "imports";

    public IEnumerable<KeyValuePair<string, byte[]>> Context => [];

    public IFuzzCase Make(Dice dice)
    {
        var files = new Dictionary<string, byte[]>(dice.OneIn(3) ? Ledger : Directory);
        var paths = files.Keys.Order(StringComparer.Ordinal).ToList();
        if (files.ContainsKey(LedgerFile))
            paths.AddRange(Enumerable.Repeat(LedgerFile, 4));
        for (var left = dice.OneIn(3) ? 2 + dice.Below(4) : 1; left > 0; left--)
        {
            var path = dice.Pick(paths);
            if (files.TryGetValue(path, out var content) && !dice.OneIn(60))
                files[path] = FileMutator.Mutate(dice, path, content);
            else if (files.Remove(path))
                dice.Note($"without {path}");
        }

        return new ImportCase(files);
    }
}
