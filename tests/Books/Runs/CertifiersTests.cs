using Bookseal.Books.Checklists;
using Bookseal.Books.Company;
using Bookseal.Books.Runs;
using Bookseal.Books.Values;

namespace Bookseal.Books.Tests.Runs;

/// <summary>Who can still certify, and what is said before somebody spoils that.</summary>
public sealed class CertifiersTests
{
    private static readonly Person Bookkeeper = new(Some.Person("nora"), "Nora", Role.Preparer, null);
    private static readonly Person Owner = new(Some.Person("graham"), "Graham", Role.Approver, null);
    private static readonly Person Partner = new(Some.Person("greta"), "Greta", Role.Approver, null);
    private static readonly TaskDefinition Adjustments = EssentialTemplates.Month.Find(3)!;

    [Fact]
    public void Of_AnOwnerWhoPreparedNothing_CanCertify() =>
        Assert.Equal([Owner.Id], Certifiers.Of(Run(Policy.Default), [Bookkeeper, Owner], [Bookkeeper.Id]));

    [Theory]
    [InlineData(true, 0)]
    [InlineData(false, 1)]
    public void Of_AnOwnerWhoPosted_CanCertifyWhereDutiesAreOnlyAdvised(bool isEnforced, int able) =>
        Assert.Equal(
            able,
            Certifiers
                .Of(
                    Run(Policy.Default with { EnforceSegregation = isEnforced }),
                    [Bookkeeper, Owner],
                    [Bookkeeper.Id, Owner.Id]
                )
                .Count
        );

    [Fact]
    public void Notice_TheOnlyApproverIsAboutToPrepare_IsSaidBeforeTheAnswer()
    {
        var notice = Certifiers.Notice(Run(Policy.Default), Adjustments, Owner, [Bookkeeper, Owner], []);
        Assert.Equal(Certifiers.NoneLeft, notice!.Code);
        Assert.Contains("graham is the only approver", notice.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nora")]
    [InlineData("graham")]
    public void Notice_SomebodyElseCouldCertify_SaysNothing(string who)
    {
        IReadOnlyList<Person> team = [Bookkeeper, Owner, Partner];
        var person = team.Single(one => one.Id == Some.Person(who));
        Assert.Null(Certifiers.Notice(Run(Policy.Default), Adjustments, person, team, []));
    }

    [Fact]
    public void Notice_EveryApproverHasPrepared_SaysThatNobodyCan()
    {
        IReadOnlyList<PersonId> posters = [Owner.Id, Partner.Id];
        var notice = Certifiers.Notice(
            Run(Policy.Default),
            Adjustments,
            Bookkeeper,
            [Bookkeeper, Owner, Partner],
            posters
        );
        Assert.Contains("every approver", notice!.Message, StringComparison.Ordinal);
    }

    private static CloseRun Run(Policy policy) =>
        new(Some.Tenant, Some.January) { Policy = policy, Preparers = [Bookkeeper.Id] };
}
