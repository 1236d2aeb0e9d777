# git on a local repository: history, branches, merges, conflicts, rebase, stash, worktrees, clone, push, hooks, packing and checking.
export HOME=$PWD GIT_CONFIG_NOSYSTEM=1 GIT_AUTHOR_NAME=a GIT_AUTHOR_EMAIL=a@b GIT_COMMITTER_NAME=c GIT_COMMITTER_EMAIL=c@d GIT_AUTHOR_DATE='2020-01-01T00:00:00Z' GIT_COMMITTER_DATE='2020-01-01T00:00:00Z' GIT_PAGER=cat
git config --global init.defaultBranch main; git config --global advice.detachedHead false; git config --global protocol.file.allow always
git init -q one && cd one
for i in $(seq 30); do echo "file $i" >f$i; done
git add .
git commit -qm first
git log --format='%H %s'
git status --short
echo more >>f1
git diff --stat
git commit -qam second
git checkout -qb side HEAD~1
echo side >s
git add s
git commit -qm side
git checkout -q main
git merge -q side -m merge
git log --graph --oneline --all
git checkout -qb conflict HEAD~1
echo other >>f1
git commit -qam other
git checkout -q main
echo mine >>f1
git commit -qam mine
git merge conflict | tail -1
git status --short
git checkout --theirs f1
git add f1
git commit -qm resolved
git rev-parse HEAD
git checkout -qb topic main~2
echo t >t
git add t
git commit -qm topic
git rebase -q main
git log --oneline -3
git stash list
echo dirty >>f2
git stash -q
git status --short
git stash pop | tail -1 | cut -c1-7
git checkout -q f2
git cherry-pick side >/dev/null 2>&1; echo $?
git cherry-pick --abort 2>/dev/null
git reset -q --hard main
git mv f3 g3
git rm -q f4
git commit -qm moved
git show --stat --format=%s -M | cat
git blame g3 | cut -c1-20
git tag -a v1 -m tag
git describe
git grep -n 'file 1$'
git bisect start -q HEAD HEAD~3 >/dev/null
git bisect reset -q 2>/dev/null
git reflog | wc -l
git ls-files | wc -l
git archive HEAD | tar tf - | wc -l
cd ..
git clone -q one two
git clone -q --bare one bare.git
git clone -q --depth 1 "file://$PWD/one" shallow
git -C shallow rev-list --count HEAD
cd two
printf '#!/bin/sh\necho hook ran\n' >.git/hooks/pre-commit
chmod +x .git/hooks/pre-commit
echo x >x
git add x
git commit -qm hooked 2>&1
git remote add bare ../bare.git
git push -q bare HEAD:refs/heads/new
git -C ../bare.git branch | tail -3
git fetch -q origin
git worktree add -q ../wt main 2>&1
git worktree list | wc -l
git gc -q
git fsck 2>&1 | tail -1
git count-objects -v | grep -E 'count|packs'
git repack -adq
git verify-pack -v .git/objects/pack/*.idx | tail -1 | cut -d: -f2
git format-patch -q -1
git apply --check --reverse 0001*; echo $?
git clean -fdq
git submodule --quiet add ../bare.git sub 2>&1
git submodule status | cut -c1-9
git log -p -1 --format=%s | tail -3
git rev-list --count --all
