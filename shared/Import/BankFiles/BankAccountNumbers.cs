using Bookseal.Import.BooksDirectory;
using Bookseal.Import.DirectoryTables;

namespace Bookseal.Import.BankFiles;

/// <summary>
/// <c>bank_accounts.csv</c> of a books directory: which bank account of the books an IBAN or number is. Numbers are
/// compared by their letters and digits: blanks, points and slashes are spelling.
/// </summary>
public sealed class BankAccountNumbers
{
    private const string Code = "BANK_ACCOUNTS_INVALID";
    private readonly Dictionary<string, string> _accounts = [];

    private readonly bool _takesAny;

    /// <summary>What to know of how the file was read.</summary>
    public IReadOnlyList<Fault> Notices { get; private set; } = [];

    private BankAccountNumbers(bool takesAny) => _takesAny = takesAny;

    public static BankAccountNumbers None { get; } = new(takesAny: false);

    /// <summary>Of what is only shown: each number is an account.</summary>
    internal static BankAccountNumbers Any { get; } = new(takesAny: true);

    /// <summary>
    /// What a books directory says now, which it need not. Null, and said why, where there are faults; the exceptions
    /// of a file that cannot be opened are passed on.
    /// </summary>
    public static async Task<BankAccountNumbers?> ReadAsync(
        DirectoryInfo books,
        ImportFaults faults,
        CancellationToken cancel
    )
    {
        var path = Path.Combine(books.FullName, BooksFiles.BankAccounts);
        if (!File.Exists(path))
            return None;
        if (!(await PlainFile.ReadAsync(path, Limits.BankFileBytes, cancel)).TryGet(out var content, out var fault))
        {
            faults.Add(fault);
            return null;
        }

        var known = faults.Faults.Count;
        var numbers = Read(content, faults);
        return faults.Faults.Count == known ? numbers : null;
    }

    public static BankAccountNumbers Read(byte[] bytes, ImportFaults faults)
    {
        var (known, tables) = (new BankAccountNumbers(takesAny: false), TableSet.Unsaid(faults));
        foreach (var row in tables.Rows(BankForms.Accounts, bytes))
        {
            var number = Plain(row["number"]);
            if (number.Length == 0)
                faults.Add(row.Where("number"), Code, "write the IBAN or number as the bank's file has it");
            else if (row["account"].Length == 0)
                faults.Add(
                    row.Where("account"),
                    Code,
                    $"name the bank account that it is, as the entity of its items in {BooksFiles.Subledgers}"
                );
            else if (!known._accounts.TryAdd(number, row["account"]))
                faults.Add(row.Where("number"), Code, $"{new JsonString(row["number"])} stands twice");
        }

        known.Notices = tables.Notices;
        return known;
    }

    /// <summary><c>BANK_ACCOUNT_UNKNOWN</c>, with the row that is missing.</summary>
    /// <param name="number">As the bank's file has it; a currency may follow it.</param>
    public Result<string> Find(string number)
    {
        var plain = Plain(number);
        if (plain.Length > 0 && _accounts.TryGetValue(plain, out var account))
            return account;
        if (_takesAny && plain.Length > 0)
            return number.Trim();
        var words = number.Trim().Split(' ');
        if (words is [.., { Length: 3 } last] && words.Length > 1 && last.All(char.IsAsciiLetterUpper))
            return Find(number.Trim()[..^4]);
        var row = $"{number.Trim().Replace(",", "", StringComparison.Ordinal)},MAIN";
        return new Fault(
            "BANK_ACCOUNT_UNKNOWN",
            $"the books do not say which bank account {new JsonString(number)} is; add to {BooksFiles.BankAccounts} of "
                + $"the books directory ({string.Join(',', BankForms.Accounts.Header)}) the row {row} "
                + "with the name that your bank account has in place of MAIN"
        );
    }

    private static string Plain(string number) => string.Concat(number.Where(char.IsLetterOrDigit)).ToUpperInvariant();
}
