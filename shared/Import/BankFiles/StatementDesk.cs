using Bookseal.Books.Banking;
using Bookseal.Books.Values;

namespace Bookseal.Import.BankFiles;

/// <summary>
/// What the readers of all forms share: accounts and currencies are looked up, balances proved, and what a person
/// should know is gathered in one note of each kind.
/// </summary>
internal sealed class StatementDesk(string file, BankAccountNumbers accounts, KnownUnits units, ImportFaults faults)
{
    private const int PlacesShown = 5;
    private readonly List<DeliveredStatement> _statements = [];
    private readonly Dictionary<string, (string Message, List<string> Places)> _notes = [];

    public string File => file;

    public ImportFaults Faults => faults;

    public IReadOnlyList<DeliveredStatement> Statements => _statements;

    public IReadOnlyList<Fault> Notes =>
        [.. _notes.Select(note => new Fault(note.Key, $"{note.Value.Message} ({Shown(note.Value.Places)})"))];

    private static string Shown(List<string> places) =>
        $"{places.Count}: {string.Join(", ", places.Take(PlacesShown))}{(places.Count > PlacesShown ? ", ..." : "")}";

    public string Where(int line, int column) => $"{file}:{line}:{column}";

    public void Note(string code, string message, string where)
    {
        if (!_notes.TryGetValue(code, out var note))
            _notes[code] = note = (message, []);
        note.Places.Add(where[(file.Length + 1)..]);
    }

    public string? AccountOf(string? number, string where)
    {
        if (number is not { Length: > 0 })
            faults.Add(where, BankFile.Invalid, "the statement does not say of which account it is");
        else if (accounts.Find(number).TryGet(out var account, out var unknown))
            return account;
        else
            faults.Add(unknown with { Where = where });
        return null;
    }

    /// <summary>An account that a person names: by its number, or as the books call it.</summary>
    public string AccountNamed(string name) =>
        accounts.Find(name).TryGet(out var account, out _) ? account : name.Trim();

    /// <summary>The default where the fault is said.</summary>
    public Currency CurrencyOf(string? code, string where)
    {
        if (code is { Length: > 0 })
            return faults.Take(units.Parse(code), where);
        faults.Add(where, BankFile.Invalid, "nothing says in which currency it is");
        return default;
    }

    public void Add(StatementDraft draft)
    {
        if (_statements.Count >= Limits.BankFileStatements)
            faults.Add(
                draft.Where,
                BankFile.TooLarge,
                $"a file has at most {Limits.BankFileStatements} statements; import it in parts"
            );
        else if (draft.Finish(this) is { } statement)
            _statements.Add(statement);
    }
}
