using Bookseal.Books.Statements;
using Bookseal.Books.Values;
using Bookseal.Closing.Reading;
using Bookseal.Web.Answers;
using Bookseal.Web.Identity;
using Bookseal.Web.Pages.Charts;
using Bookseal.Web.Pages.Parts;
using Bookseal.Web.Pages.Views;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Bookseal.Web.Pages;

/// <summary>Statements: sealed ones of a closed period, drafts of any other.</summary>
internal static class StatementRoutes
{
    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet(
            "/periods/{period}/statements/{name}",
            (HttpContext context, Principal who, string period, string name) =>
                PeriodGround.ShowAsync(context, who, period, ground => ShowAsync(context, who, ground, name))
        );
        pages.MapGet(
            "/periods/{period}/statements/{name}/workbook",
            (HttpContext context, Principal who, string period, string name) =>
                PeriodGround.ShowAsync(context, who, period, ground => DownloadAsync(context, who, ground, name))
        );
    }

    private static async Task<IResult> ShowAsync(HttpContext context, Principal who, PeriodGround ground, string name)
    {
        var (frame, period) = (ground.Frame, ground.Period);
        var reading = await who.Services.Reports.ReadAsync(period, ground.Master, context.RequestAborted);
        if (!reading.TryGet(out var books, out var fault))
            return FaultPage.Of(fault, frame);
        if (StatementReports.Make(name, books) is not { } document)
            return Unknown(frame);
        return Page.Of<StatementPage>(
            ("Frame", frame),
            ("Period", period),
            ("Name", name),
            ("Document", document),
            ("Charts", await ChartsAsync(who, name, books, context.RequestAborted)),
            ("Sorting", Sorting.Of(context.Request))
        );
    }

    private static async Task<IResult> DownloadAsync(
        HttpContext context,
        Principal who,
        PeriodGround ground,
        string name
    )
    {
        var (frame, period) = (ground.Frame, ground.Period);
        var reading = await who.Services.Reports.ReadAsync(period, ground.Master, context.RequestAborted);
        if (!reading.TryGet(out var source, out var fault))
            return FaultPage.Of(fault, frame);
        if (ReportTable.Of(name, source.Books) is not { } table)
            return Unknown(frame);
        var title = $"{source.Books.Company.Name} - {name} {period} - {source.Status}";
        if (!Answer.Workbook(title, name, table).TryGet(out var answer, out fault))
            return FaultPage.Of(fault, frame);
        context.Response.Headers.ContentDisposition = $"attachment; filename=\"{period}-{name}.xlsx\"";
        return answer;
    }

    private static IResult Unknown(Frame frame) =>
        FaultPage.Of(
            new("NOT_FOUND", $"statements are {string.Join(", ", StatementReports.Names)}"),
            StatusCodes.Status404NotFound,
            frame
        );

    private static async Task<StatementCharts> ChartsAsync(
        Principal who,
        string name,
        ReportBooks source,
        CancellationToken cancel
    )
    {
        if (name == "balance-sheet")
            return StatementCharts.OfBalance(source.Books);
        if (name != "income-statement")
            return StatementCharts.None;
        var (books, calendar) = (source.Books, source.Books.Company.Calendar);
        var known = (await who.Services.Periods.AllAsync(cancel)).Value.Select(one => one.Period);
        var year = known.Where(month =>
            calendar.YearOf(month) == calendar.YearOf(books.Period) && who.Caller.Sees(month)
        );
        List<PeriodCode> shown = [.. year.TakeWhile(month => month != books.Period), books.Period];
        var earlier = await who.Services.Results.ReadAsync(shown.SkipLast(1), cancel);
        return StatementCharts.OfResults(source, shown, earlier);
    }
}
