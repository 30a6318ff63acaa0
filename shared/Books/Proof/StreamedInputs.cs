namespace Bookseal.Books.Proof;

/// <summary>The digests of the payload files that are streamed and never held whole.</summary>
/// <param name="GeneralLedger">Follows from the journal; the others are inputs.</param>
public sealed record StreamedInputs(Digest Journal, Digest Subledgers, Digest Bank, Digest GeneralLedger)
{
    public IEnumerable<KeyValuePair<string, Digest>> ByPath() =>
        [
            new(BagLayout.Journal, Journal),
            new(BagLayout.Subledgers, Subledgers),
            new(BagLayout.Bank, Bank),
            new(BagLayout.GeneralLedger, GeneralLedger),
        ];
}
