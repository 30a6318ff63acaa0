using Bookseal.Books.Proof.Verification;
using Bookseal.Closing.Proving;
using Bookseal.Web.Pages.Parts;

namespace Bookseal.Web.Pages.Views;

/// <summary>A closed period's proof.</summary>
/// <param name="Report">What its verification here has found; null where nobody asked for one.</param>
/// <param name="Fault">Why there is none, where somebody did.</param>
public sealed record ProofPageView(
    Frame Frame,
    PeriodProof Proof,
    IReadOnlyList<ShelvedFile> Files,
    Sorting Sorting,
    VerificationReport? Report,
    Fault? Fault
);
