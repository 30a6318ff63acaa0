using Bookseal.Books.Company;
using Bookseal.Books.Proof;
using Bookseal.Books.Runs;
using Bookseal.Closing.Views;
using Bookseal.Web.Pages.Parts;

namespace Bookseal.Web.Pages.Views;

/// <summary>What is put before the certifier, with the digest that binds what they say to what they saw.</summary>
public sealed record SignOffView(Frame Frame, TaskBoard Board, SignOffSheet Sheet, Fault? Fault)
{
    public CloseRun Run => Board.Run;

    public string Path => $"/periods/{Run.Period}";

    public string ProgressPath => $"{Path}/progress?company={Frame.Tenant}";

    public Digest? Shown => Run.Package?.Payload;

    /// <summary>What is to be certified is being made, or made anew with what was said since.</summary>
    public bool IsMoving => Planner.Plan(Run).Due.Count > 0;

    public bool IsAsked => Run.Status == RunStatus.Completed && Shown is not null;

    public bool CanCertify => IsAsked && Frame.May(Acts.Certify) && Sheet.Unreviewed.Count == 0;

    public bool CanSign => Run.Status == RunStatus.AwaitingSignature && Shown is not null && Frame.May(Acts.Sign);
}
