using Bookseal.Books.Company;
using Bookseal.Books.Values;

namespace Bookseal.Books.Payouts;

public enum PayoutStatus
{
    /// <summary>It waits for approvals.</summary>
    Pending,
    Approved,
    Settled,
    Returned,
    Failed,
}

/// <summary>The state of one payout: the fold of its events.</summary>
public sealed record Payout(PayoutId Id, PayoutTerms Terms, PersonId CreatedBy, DateTimeOffset CreatedAt)
{
    private static readonly string[] Statuses = ["pending", "approved", "settled", "returned", "failed"];

    public PayoutStatus Status { get; init; }

    public int ApprovalsNeeded { get; init; } = 1;

    public Role ApproverRole { get; init; } = Role.Approver;

    public IReadOnlyList<PersonId> ApprovedBy { get; init; } = [];

    /// <summary>How many attempts to settle were begun.</summary>
    public int Attempts { get; init; }

    /// <summary>The key of an attempt that nobody has the answer to; null where there is none.</summary>
    public Guid? OpenKey { get; init; }

    /// <summary>The host that was asked under it.</summary>
    public string? OpenProvider { get; init; }

    /// <summary>Of the provider's last answer.</summary>
    public Digest? Answer { get; init; }

    /// <summary>Why it was returned or given up.</summary>
    public string? Reason { get; init; }

    public DateTimeOffset ChangedAt { get; init; } = CreatedAt;

    public string StatusText => Statuses[(int)Status];

    public bool IsOpen => Status is PayoutStatus.Pending or PayoutStatus.Approved;

    /// <summary>Nobody has done anything about it for too long.</summary>
    public bool IsStuck(DateTimeOffset now, TimeSpan after) => IsOpen && now - ChangedAt >= after;

    public static Payout Evolve(Payout? before, PayoutEvent happened, DateTimeOffset at)
    {
        if (happened is PayoutCreated created)
            return new(created.Payout, created.Terms, created.By, at)
            {
                ApprovalsNeeded = created.Approvals,
                ApproverRole = created.ApproverRole,
            };
        var payout = before ?? throw new InvalidOperationException($"{happened.Type} of no payout");
        return Next(payout, happened) with { ChangedAt = at };
    }

    public JsonObject ToJson() =>
        JsonObject.Of(
            ("answer_sha256", Answer is { } answer ? answer : (JsonValue?)null),
            ("approvals_needed", ApprovalsNeeded),
            ("approved_by", JsonArray.OfTexts(ApprovedBy.Select(person => person.ToString()))),
            ("approver_role", ApproverRole.Text()),
            ("attempts", Attempts),
            ("changed_at", Dates.Text(ChangedAt)),
            ("created_at", Dates.Text(CreatedAt)),
            ("created_by", CreatedBy.ToString()),
            ("id", Id.ToString()),
            ("open_key", OpenKey?.ToString("D")),
            ("open_provider", OpenProvider),
            ("reason", Reason),
            ("status", StatusText),
            ("terms", Terms.ToJson())
        );

    public static Result<Payout> FromJson(JsonObject source)
    {
        var fields = new Fields(source, PayoutTerms.Invalid);
        var answer = fields.OptionalText("answer_sha256", Digest.Parse);
        var needed = fields.SmallInteger("approvals_needed");
        var approved = fields.Texts("approved_by", PersonId.Parse);
        var role = fields.Text("approver_role", Roles.Parse);
        var attempts = fields.SmallInteger("attempts");
        var changed = fields.Text("changed_at", Dates.ParseInstant);
        var created = fields.Text("created_at", Dates.ParseInstant);
        var by = fields.Text("created_by", PersonId.Parse);
        var id = fields.Text("id", PayoutId.Parse);
        var key = fields.Has("open_key") ? (Guid?)fields.Text("open_key", PayoutEventCodec.ParseKey) : null;
        var (provider, reason) = (fields.OptionalText("open_provider"), fields.OptionalText("reason"));
        var status = Array.IndexOf(Statuses, fields.Text("status"));
        var terms = fields.Object("terms", PayoutTerms.FromJson);
        if (status < 0)
            fields.Fail("unknown status");
        return fields.Finish(() =>
            new Payout(id, terms, by, created)
            {
                Answer = answer,
                ApprovalsNeeded = needed,
                ApprovedBy = approved,
                ApproverRole = role,
                Attempts = attempts,
                ChangedAt = changed,
                OpenKey = key,
                OpenProvider = provider,
                Reason = reason,
                Status = (PayoutStatus)status,
            }
        );
    }

    private static Payout Next(Payout payout, PayoutEvent happened) =>
        happened switch
        {
            PayoutApproved approved => payout with
            {
                ApprovedBy = [.. payout.ApprovedBy, approved.By],
                Status = payout.ApprovedBy.Count + 1 >= payout.ApprovalsNeeded ? PayoutStatus.Approved : payout.Status,
            },
            SettlementRequested requested => payout with
            {
                Attempts = requested.Attempt,
                OpenKey = requested.Key,
                OpenProvider = requested.Provider,
            },
            SettlementRefused refused => payout with { OpenKey = null, OpenProvider = null, Answer = refused.Answer },
            PayoutSettled settled => payout with
            {
                OpenKey = null,
                OpenProvider = null,
                Answer = settled.Answer,
                Status = PayoutStatus.Settled,
            },
            PayoutReturned returned => payout with { Reason = returned.Reason, Status = PayoutStatus.Returned },
            PayoutFailed failed => payout with
            {
                OpenKey = null,
                OpenProvider = null,
                Reason = failed.Reason,
                Status = PayoutStatus.Failed,
            },
            _ => throw new ArgumentOutOfRangeException(nameof(happened)),
        };
}
