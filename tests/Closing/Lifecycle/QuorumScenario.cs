using Bookseal.Books.Company;
using Bookseal.Books.Runs;
using Bookseal.Closing.Driving;
using Bookseal.Closing.Hosting;
using Bookseal.TestHost.Scenario;

namespace Bookseal.Closing.Tests.Lifecycle;

/// <summary>A month that two have to sign, in steps that may be repeated from the start.</summary>
internal static class QuorumScenario
{
    public static async Task<CloseRun> RunAsync(CloseServices services)
    {
        var run = await CertifyAsync(services, new TeamDesk());
        if (run.Proof is null)
            Good(await SignAsync(services, QuorumBooks.SecondApprover));
        return await DriveAsync(services, new NobodyAtTheDesk());
    }

    /// <summary>To where it rests: with the controller at the desk, one of two has signed.</summary>
    public static async Task<CloseRun> CertifyAsync(CloseServices services, ITaskAssignee desk)
    {
        Good(await services.Importer.ImportAsync(QuorumBooks.Read(), AdjustingDesk.Bookkeeper, default));
        Good(await services.Host.BeginAsync(SmallBooks.January, AdjustingDesk.Bookkeeper, default));
        return await DriveAsync(services, desk);
    }

    /// <summary>The controller certifies, and has gone before there is anything to sign.</summary>
    public static async Task<CloseRun> CertifyUnsignedAsync(CloseServices services)
    {
        var run = await CertifyAsync(services, new PreparersDesk());
        var key = (await services.SigningKeys.OfAsync(AdjustingDesk.Controller.Id, default)).KeyId;
        var certify = new CertifyRun(AdjustingDesk.Controller, run.Package!.Payload, key, []);
        Good(await services.Runs.ExecuteAsync(SmallBooks.January, certify, default));
        return await DriveAsync(services, new NobodyAtTheDesk());
    }

    /// <summary>As <c>bookseal sign</c> does it.</summary>
    public static async Task<Evidence.Result<CloseRun>> SignAsync(CloseServices services, Actor actor)
    {
        var run = (await services.Runs.LoadAsync(SmallBooks.January, default)).Run;
        if (run.HasSigned(actor.Id))
            return run;
        if (!(await services.Signing.ReadAsync(run, default)).TryGet(out var staged, out var fault))
            return fault;
        if (await services.Signing.VerifyAsync(run, staged, default) is { } unfit)
            return unfit;
        return await services.Signing.SignAsync(run, staged, actor, default);
    }

    public static async Task<CloseRun> DriveAsync(CloseServices services, ITaskAssignee desk) =>
        Good(await services.Host.DriveAsync(SmallBooks.January, desk, new Progress<CloseProgress>(), default));

    public static T Good<T>(Evidence.Result<T> result) =>
        result.IsOk ? result.Value : throw new InvalidOperationException(result.Fault.ToString());
}
