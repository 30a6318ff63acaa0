using Bookseal.Books.Audit;
using Bookseal.Books.Company;
using Bookseal.Books.Payouts;

namespace Bookseal.Cli.Output;

/// <summary>Payouts as text and as JSON.</summary>
internal static class PayoutView
{
    public static void Write(Terminal terminal, Payout payout)
    {
        if (terminal.IsJson)
            Terminal.WriteJson(payout.ToJson());
        else
            Console.Out.WriteLine(Line(payout));
    }

    /// <summary>With who created and approved it, and all that happened.</summary>
    public static void Write(Terminal terminal, Payout payout, IReadOnlyList<AuditEntry> events, CompanyProfile profile)
    {
        if (terminal.IsJson)
        {
            var entries = new JsonArray(events.Select(entry => entry.ToJson()));
            Terminal.WriteJson(payout.ToJson().With("events", entries));
            return;
        }

        Console.Out.WriteLine(Line(payout));
        var approvers = payout.ApprovedBy.Select(person => EventLine.NameOf(profile, person));
        Console.Out.WriteLine(
            VisibleText.Of(
                $"created by {EventLine.NameOf(profile, payout.CreatedBy)}, approved by "
                    + (payout.ApprovedBy.Count > 0 ? string.Join(", ", approvers) : "nobody yet")
            )
        );
        foreach (var entry in events)
            Console.Out.WriteLine(VisibleText.Of(EventLine.Of(entry, profile)));
    }

    public static void Write(Terminal terminal, IReadOnlyList<Payout> payouts, IReadOnlyList<Payout> stuck)
    {
        if (terminal.IsJson)
            Terminal.WriteJson(
                JsonObject.Of(
                    ("payouts", new JsonArray(payouts.Select(payout => payout.ToJson()))),
                    ("stuck", JsonArray.OfTexts(stuck.Select(payout => payout.Id.ToString())))
                )
            );
        else
            foreach (var payout in payouts)
                Console.Out.WriteLine(Line(payout) + (stuck.Contains(payout) ? "  STUCK" : ""));
    }

    private static string Line(Payout payout) =>
        VisibleText.Of(
            $"{payout.Id}  {payout.StatusText, -8}  {payout.Terms.Amount}  {payout.Terms.Beneficiary}  "
                + $"{payout.Terms.Reference}  {payout.ApprovedBy.Count} of {payout.ApprovalsNeeded} approvals"
                + (payout.OpenKey is null ? "" : $"; attempt {payout.Attempts} has no answer yet")
                + (payout.Reason is null ? "" : $"; {payout.Reason}")
        );
}
