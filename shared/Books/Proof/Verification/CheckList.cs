namespace Bookseal.Books.Proof.Verification;

/// <summary>Collects the checks of a verification in the order in which they are made.</summary>
internal sealed class CheckList
{
    private readonly List<Check> _checks = [];

    public IReadOnlyList<Check> Checks => _checks;

    public bool HasFailed => _checks.Exists(check => check.Outcome == CheckOutcome.Failed);

    public void Good(string name, CheckOutcome outcome, string detail) => _checks.Add(new(name, outcome, detail));

    public void Fail(string name, FailureClass failure, string code, string detail) =>
        _checks.Add(new(name, CheckOutcome.Failed, detail, failure, code));

    /// <summary>Notes a comparison, and says whether it came out equal.</summary>
    public bool Require(
        bool holds,
        string name,
        CheckOutcome outcome,
        string detail,
        FailureClass failure,
        string code,
        string otherwise
    )
    {
        if (holds)
            Good(name, outcome, detail);
        else
            Fail(name, failure, code, otherwise);
        return holds;
    }
}
