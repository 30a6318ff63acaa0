using System.Globalization;
using Bookseal.Books.Company;
using Bookseal.Books.Values;
using Bookseal.Closing.Waivers;
using Bookseal.Web.Identity;
using Bookseal.Web.Pages.Access;
using Bookseal.Web.Requests;
using Microsoft.AspNetCore.Routing;

namespace Bookseal.Web.Pages;

/// <summary>Where approvers let a difference stand as it was shown, and others say later what became of it.</summary>
internal static class WaiverForms
{
    private const string Next = "/exceptions#waivers";

    /// <param name="form">Of the page that the forms stand on.</param>
    public static void Map(IEndpointRouteBuilder forms, PeriodForm form)
    {
        form.Map(forms, "/waivers", Acts.Waive, WaiveAsync);
        form.Map(forms, "/waivers/resolve", Acts.ResolveWaiver, ResolveAsync);
    }

    private static async Task<Result<string>> WaiveAsync(
        Principal who,
        PageForm form,
        PeriodCode period,
        CancellationToken cancel
    )
    {
        if (!ReadDifference(form).TryGet(out var difference, out var fault))
            return fault;
        if (
            !Int128.TryParse(form["amount"], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var shown)
        )
            return new Fault(RequestBody.Invalid, "the form says no amount that was shown");
        var (subledger, currency) = difference;
        var waived = await who.Services.Waivers.WaiveAsync(
            period,
            who.Actor,
            subledger,
            currency,
            form["reason"],
            cancel,
            shown
        );
        return waived.Map(_ => Next);
    }

    private static async Task<Result<string>> ResolveAsync(
        Principal who,
        PageForm form,
        PeriodCode period,
        CancellationToken cancel
    )
    {
        if (!ReadDifference(form).TryGet(out var difference, out var fault))
            return fault;
        var (subledger, currency) = difference;
        var desk = who.Services.Waivers;
        var resolved = await desk.ResolveAsync(period, who.Actor, subledger, currency, form["reason"], cancel);
        return resolved.Map(_ => Next);
    }

    private static Result<(SubledgerName Subledger, Currency Currency)> ReadDifference(PageForm form)
    {
        if (!SubledgerName.Parse(form["subledger"]).TryGet(out var subledger, out var fault))
            return fault;
        return Currency.Parse(form["currency"]).Map(currency => (subledger, currency));
    }
}
