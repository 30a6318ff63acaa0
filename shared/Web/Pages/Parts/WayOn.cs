using System.Collections.Frozen;
using Bookseal.Books.Runs;
using Bookseal.Closing.Refusals;
using Bookseal.Storage.Keys;
using Microsoft.AspNetCore.Http;

namespace Bookseal.Web.Pages.Parts;

/// <summary>What a reader of a fault does next.</summary>
internal static class WayOn
{
    private const string LookAgain = "Open the page again, look at it as it is now, and decide anew.";
    private const string TellOperators = "Tell those who run Bookseal";

    private static readonly FrozenDictionary<string, string> ByCode = new Dictionary<string, string>
    {
        ["FORM_FOREIGN"] = "Nothing was done. Open the page again, and send the form from there.",
        ["PERIOD_NOT_FOUND"] = "Choose one of the periods that there are.",
        ["ENTRY_NOT_FOUND"] = "Look for it among the entries, by a word or an account.",
        ["TENANT_NOT_FOUND"] = "Add the company with a token of yours for it.",
        ["TOKEN_REFUSED"] = "Ask an approver of the company for another token.",
        ["PASSPHRASE_REFUSED"] =
            "Type them again. Where your key has no passphrase, or is not on this machine, sign in with a token.",
        ["SIGN_IN_TOO_MANY"] = "Wait so long; where it is urgent, ask an approver for a token.",
        ["REQUESTS_TOO_MANY"] = "Wait a second, and load the page again.",
        ["TIER_LACKS_CLOSE_WORKFLOW"] = "Ask those who host Bookseal for a tier that has it.",
        [KeyCode.Locked] = "Sign in with the passphrase of your key, which then signs until you sign out.",
        [KeyCode.NotFound] = "Bring your key back to where it is looked for, or have an approver enrol another.",
        [KeyCode.NotEnrolled] = "Have an approver enrol your key.",
        [Refusal.AuthorityDenied] = "Ask somebody of the team who may; the company's page says who has which role.",
        [Refusal.SegregationOfDuties] = "Another person of the team does it: not who prepared it.",
        [Refusal.PersonUnknown] = "Sign in with a token that was made for a person of the team.",
        [Refusal.PayloadChanged] = LookAgain,
        [Refusal.RunChanged] = LookAgain,
        [Refusal.WarningsNotAccepted] = "Give each group of warnings a word on the sign-off page first.",
        [Refusal.NotesOpen] = "Answer the open notes of the close first.",
        [Refusal.NoActiveRun] = "Begin the close of the period first.",
        [Refusal.PeriodClosed] = "Reopen the period, or post into one that is open.",
        ["PERIOD_NOT_CLOSED"] = "Close the period first: its proof is sealed then.",
        ["PROOF_NOT_SEALED"] =
            "Look at the period's page: it says whose signature is awaited, or goes on with the close.",
        [Refusal.PeriodNotEnded] = "Wait until the period has ended.",
        [Refusal.ReasonInvalid] = "Say in words why, and send it again.",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static string Of(Fault fault) => Of(fault, RefusalStatus.HttpStatusOf(fault));

    /// <param name="status">With which it was answered.</param>
    public static string Of(Fault fault, int status) =>
        ByCode.TryGetValue(fault.Code, out var known)
            ? known
            : status switch
            {
                StatusCodes.Status401Unauthorized => "Sign in again.",
                StatusCodes.Status403Forbidden => "Ask somebody of the team who may.",
                StatusCodes.Status404NotFound => "Go on from the periods; an address may be of what is there no more.",
                StatusCodes.Status409Conflict => LookAgain,
                StatusCodes.Status503ServiceUnavailable =>
                    $"Load the page again in a minute. {TellOperators} if it stays.",
                >= StatusCodes.Status500InternalServerError => $"{TellOperators}, with the words and the number below.",
                _ => "Mend what was sent, and send it again.",
            };
}
