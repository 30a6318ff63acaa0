using Bookseal.Books.Company;
using Bookseal.Books.Payouts;
using Bookseal.Books.Values;
using Bookseal.Closing.Notifications.Channels;

namespace Bookseal.Closing.Payouts;

/// <summary>
/// What the operator of this machine says of payouts: <c>payouts.json</c> in the data folder. Which provider pays, how
/// many approve what, and after how long one is stuck.
/// </summary>
/// <param name="Webhook">Null where payouts are not settled from here.</param>
public sealed record PayoutSettings(
    IReadOnlyList<string> AllowedHosts,
    bool AllowsLoopback,
    SettlementAddress? Webhook,
    IReadOnlyList<AmountTier> Tiers,
    int StuckAfterHours
)
{
    public const string FileName = "payouts.json";
    public const string Invalid = "PAYOUT_SETTINGS_INVALID";
    private const int MostHours = 24 * 365;

    public static PayoutSettings None { get; } = new([], false, null, [], 48);

    public TimeSpan StuckAfter => TimeSpan.FromHours(StuckAfterHours);

    /// <summary>
    /// Of the tiers of its currency the one from the largest amount that it reaches. Where other currencies have tiers
    /// and this one has none, <c>PAYOUT_CURRENCY_WITHOUT_TIER</c>: nobody chooses the currency that is easy to approve.
    /// </summary>
    public Result<ApprovalTier> TierOf(Money amount)
    {
        if (Tiers.Count > 0 && Tiers.All(tier => tier.From.Currency != amount.Currency))
            return new Fault(
                "PAYOUT_CURRENCY_WITHOUT_TIER",
                $"{FileName} says who approves payouts of other currencies, and nothing of {amount.Currency}"
            );
        return Tiers
                .Where(tier => tier.From.Currency == amount.Currency && tier.From.AmountMinor <= amount.AmountMinor)
                .MaxBy(tier => tier.From.AmountMinor)
                ?.Approval
            ?? ApprovalTier.Usual;
    }

    public static Task<Result<PayoutSettings>> ReadNoneAsync(CancellationToken cancel) =>
        Task.FromResult<Result<PayoutSettings>>(None);

    public static async Task<Result<PayoutSettings>> ReadAsync(string path, CancellationToken cancel)
    {
        if (!Path.Exists(path))
            return None;
        var bytes = await PlainFile.ReadAsync(path, Limits.NotificationSettingsBytes, cancel);
        var read = bytes.Then(content => JsonText.ParseObject(content)).Then(FromJson);
        return read.IsOk ? read.Value : new Fault(Invalid, read.Fault.Message) { Where = path };
    }

    public static Result<PayoutSettings> FromJson(JsonObject source)
    {
        var fields = new Fields(source, Invalid);
        var hosts = fields.Has("allowed_hosts") ? fields.Texts("allowed_hosts") : [];
        var loopback = fields.Has("allow_loopback") && fields.Boolean("allow_loopback");
        var tiers = fields.Has("approvals") ? fields.Objects("approvals", AmountTier.FromJson) : [];
        var hours = fields.Has("stuck_after_hours") ? fields.SmallInteger("stuck_after_hours") : None.StuckAfterHours;
        var webhook = fields.OptionalObject("webhook", SettlementAddress.FromJson);
        if (hours is < 1 or > MostHours)
            fields.Fail($"'stuck_after_hours' is 1 to {MostHours}");
        return fields.Finish(() => new PayoutSettings(hosts, loopback, webhook, tiers, hours));
    }
}

/// <summary>From which amount on how many have to approve.</summary>
public sealed record AmountTier(Money From, ApprovalTier Approval)
{
    private const int MostApprovers = 10;

    public static Result<AmountTier> FromJson(JsonObject source)
    {
        var fields = new Fields(source, PayoutSettings.Invalid);
        var approvers = fields.SmallInteger("approvers");
        var currency = fields.Text("currency", Currency.Parse);
        var from = fields.Text("from", text => Money.Parse(text, currency));
        var role = fields.Has("role") ? fields.Text("role", Roles.Parse) : Role.Approver;
        if (approvers is < 1 or > MostApprovers)
            fields.Fail($"'approvers' is 1 to {MostApprovers}");
        if (role < Role.Reviewer)
            fields.Fail("'role' is reviewer or approver");
        return fields.Finish(() => new AmountTier(from, new(approvers, role)));
    }
}

/// <param name="Url">Https; or where a secret has it.</param>
/// <param name="Secret">What every request is signed with: nobody else can ask for money.</param>
public sealed record SettlementAddress(string? Url, SecretReference? SecretUrl, SecretReference Secret)
{
    public static Result<SettlementAddress> FromJson(JsonObject source)
    {
        var fields = new Fields(source, PayoutSettings.Invalid);
        var secret = fields.Object("secret", SecretReference.FromJson);
        var url = fields.OptionalText("url");
        var hidden = fields.OptionalObject("url_secret", SecretReference.FromJson);
        if (url is null == hidden is null)
            fields.Fail("the webhook has 'url' or 'url_secret'");
        return fields.Finish(() => new SettlementAddress(url, hidden, secret));
    }
}
