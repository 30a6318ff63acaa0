using Bookseal.Books.Runs;
using Bookseal.Books.Values;
using Bookseal.Storage.Company;
using Bookseal.Web.Identity;
using Bookseal.Web.Pages.Parts;
using Bookseal.Web.Pages.Views;
using Microsoft.AspNetCore.Http;

namespace Bookseal.Web.Pages;

/// <summary>What a page of a period's books stands on.</summary>
/// <param name="Master">While a close goes on, by the accounts that it has pinned: those are certified.</param>
internal sealed record PeriodGround(Frame Frame, CloseRun Run, MasterData Master)
{
    public PeriodCode Period => Run.Period;

    /// <summary>A page that says so where there is no such period, or none that the caller sees.</summary>
    public static async Task<IResult> ShowAsync(
        HttpContext context,
        Principal who,
        string period,
        Func<PeriodGround, Task<IResult>> show
    )
    {
        var cancel = context.RequestAborted;
        if (!(await Frame.ReadAsync(context, who, cancel)).TryGet(out var frame, out var fault))
            return FaultPage.Of(fault);
        if (!(await who.FindPeriodAsync(period, cancel)).TryGet(out var code, out fault))
            return FaultPage.Of(fault, frame);
        var run = (await who.Services.Runs.LoadAsync(code, cancel)).Run;
        return (await who.ReadMasterDataAsync(run, cancel)).TryGet(out var master, out fault)
            ? await show(new(frame, run, master))
            : FaultPage.Of(fault, frame);
    }
}
