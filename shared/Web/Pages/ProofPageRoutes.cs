using Bookseal.Books.Proof.Verification;
using Bookseal.Closing.Proving;
using Bookseal.Closing.Refusals;
using Bookseal.Web.Answers;
using Bookseal.Web.Identity;
using Bookseal.Web.Pages.Access;
using Bookseal.Web.Pages.Parts;
using Bookseal.Web.Pages.Views;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Bookseal.Web.Pages;

/// <summary>A closed period's proof: its files, one by one or as a zip.</summary>
internal static class ProofPageRoutes
{
    public static void Map(IEndpointRouteBuilder pages)
    {
        var proof = pages.MapGroup("/periods/{period}/proof");
        proof.MapGet("", ShowAsync);
        proof.MapPost("/verify", VerifyAsync);
        proof.MapGet("/files/{*path}", FileAsync);
        proof.MapGet("/zip", ZipAsync);
    }

    private static Task<IResult> ShowAsync(
        HttpContext context,
        Principal who,
        string period,
        CancellationToken cancel
    ) => RenderAsync(context, who, period, NotAskedAsync, cancel);

    /// <summary>It changes nothing, and takes so long that it is a form: nobody comes upon it by a link.</summary>
    private static Task<IResult> VerifyAsync(
        HttpContext context,
        Principal who,
        string period,
        CancellationToken cancel
    ) =>
        RenderAsync(
            context,
            who,
            period,
            async proof =>
            {
                if (!(await PageForm.ReadAsync(context, cancel)).TryGet(out _, out var fault))
                    return fault;
                if (!(await who.Services.Periods.ProfileAsync(cancel)).TryGet(out var profile, out fault))
                    return fault;
                return (await who.Services.ProofInspection.VerifyAsync(proof.Bag, profile, cancel)).Map(report =>
                    (VerificationReport?)report
                );
            },
            cancel
        );

    private static async Task<IResult> RenderAsync(
        HttpContext context,
        Principal who,
        string period,
        Func<PeriodProof, Task<Result<VerificationReport?>>> verify,
        CancellationToken cancel
    )
    {
        if (!(await Frame.ReadAsync(context, who, cancel)).TryGet(out var frame, out var unread))
            return FaultPage.Of(unread);
        if (!(await FindAsync(who, period, cancel)).TryGet(out var proof, out unread))
            return FaultPage.Of(unread, frame);
        if (!(await who.Services.Shelf.ListAsync(proof.Bag, cancel)).TryGet(out var files, out unread))
            return FaultPage.Of(unread, frame);
        var isVerified = (await verify(proof)).TryGet(out var report, out var fault);
        var sorting = Sorting.Of(context.Request) with { Path = $"/periods/{proof.Period}/proof" };
        var view = new ProofPageView(frame, proof, files, sorting, report, isVerified ? null : fault);
        var status = isVerified ? StatusCodes.Status200OK : RefusalStatus.HttpStatusOf(fault!);
        return Page.Of<ProofPage>(status, ("View", view));
    }

    private static Task<Result<VerificationReport?>> NotAskedAsync(PeriodProof proof) =>
        Task.FromResult<Result<VerificationReport?>>((VerificationReport?)null);

    private static async Task<IResult> FileAsync(Principal who, string period, string path, CancellationToken cancel) =>
        (await FindAsync(who, period, cancel)).TryGet(out var proof, out var fault)
            ? await BagAnswer.FileAsync(who.Services.Shelf, proof.Bag, path, cancel)
            : FaultPage.Of(fault);

    private static async Task<IResult> ZipAsync(Principal who, string period, CancellationToken cancel) =>
        (await FindAsync(who, period, cancel)).TryGet(out var proof, out var fault)
            ? await BagAnswer.ZipAsync(who.Services.Zipper, proof.Bag, $"{who.Tenant}-{proof.Period}", cancel)
            : FaultPage.Of(fault);

    private static async Task<Result<PeriodProof>> FindAsync(Principal who, string period, CancellationToken cancel) =>
        (await who.FindPeriodAsync(period, cancel)).TryGet(out var code, out var fault)
            ? await who.Services.Proofs.FindProofAsync(code, cancel)
            : fault;
}
