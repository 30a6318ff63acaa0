using Bookseal.Books.Company;
using Bookseal.Books.Payouts;
using Bookseal.Books.Values;

namespace Bookseal.Web.Requests;

/// <summary>What clients send of payouts. <c>REQUEST_INVALID</c> where it is not that.</summary>
internal static class PayoutBody
{
    private const string Invalid = "REQUEST_INVALID";

    /// <summary>Without an id the same said twice is one payout. Also <c>PAYOUT_INVALID</c>.</summary>
    public static Result<(PayoutId Id, PayoutTerms Terms)> ReadNew(
        TenantId tenant,
        CompanyProfile profile,
        JsonObject body
    )
    {
        var fields = new Fields(body, Invalid);
        var currency = fields.OptionalText("currency", Currency.Parse) ?? profile.BaseCurrency;
        var amount = fields.Text("amount", text => Money.Parse(text, currency));
        var (account, reference, to) = (fields.Text("account"), fields.Text("reference"), fields.Text("to"));
        var id = fields.OptionalText("id", PayoutId.Parse);
        return fields
            .Finish(() => amount)
            .Then(money => PayoutTerms.Of(to, account, money, reference))
            .Map(terms => (id ?? PayoutId.Of(tenant, terms), terms));
    }

    public static Result<PayoutCommand> ReadApproval(PayoutId id, Actor actor, JsonObject body) =>
        ReadNothing(body).Map<PayoutCommand>(_ => new ApprovePayout(id, actor));

    public static Result<PayoutCommand> ReadReturn(PayoutId id, Actor actor, JsonObject body)
    {
        var fields = new Fields(body, Invalid);
        var reason = fields.Text("reason");
        return fields.Finish<PayoutCommand>(() => new ReturnPayout(id, actor, reason));
    }

    public static Result<PayoutCommand> ReadFailure(PayoutId id, Actor actor, JsonObject body)
    {
        var fields = new Fields(body, Invalid);
        var reason = fields.Text("reason");
        var isUnpaid = fields.Has("not_paid") && fields.Boolean("not_paid");
        return fields.Finish<PayoutCommand>(() => new FailPayout(id, actor, reason) { IsConfirmedUnpaid = isUnpaid });
    }

    public static Result<bool> ReadNothing(JsonObject body) => new Fields(body, Invalid).Finish(() => true);
}
